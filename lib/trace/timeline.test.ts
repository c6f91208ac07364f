import { describe, expect, it } from 'vitest';
import { errno, MSG_DONTWAIT } from '../sys/index.ts';
import { conversation } from './conversation.fixture.ts';
import { scripted, text } from './scripted-kernel.fixture.ts';
import { columnsOf, timelineOf, wakingsIn } from './timeline.ts';
import { drawTimeline } from './timeline-svg.ts';
import { describeTimeline, drawTimelineText } from './timeline-text.ts';

/** A program that moves a byte and sleeps, so often, in turns too short to be one column each. */
function busy(count: number) {
  const { on, idle, calls } = scripted();
  for (let turn = 0; turn < count; turn++) {
    on({ result: 1, ms: turn % 7 }).recv(3, text('x'), 1, 0);
    idle(turn % 5);
  }
  return calls;
}

describe('timelineOf()', () => {
  it('tells when a program runs, calls, and sleeps in which call', () => {
    const [, client] = conversation();
    const [lane] = timelineOf([client]).lanes;
    const told = lane?.spans.map(({ state, call, endMs }) => [
      state,
      call,
      Math.round(endMs),
    ]);
    expect(told).toEqual([
      ['asleep', 'connect', 1],
      ['running', undefined, 7],
      ['calling', 'send', 7],
      ['running', undefined, 11],
      ['asleep', 'send', 31],
      ['calling', 'send', 31],
    ]);
  });

  it('shows a part, if it is told which', () => {
    const { durationMs, lanes, buffers } = timelineOf(conversation(), {
      fromMs: 15,
      untilMs: 30,
    });
    expect(durationMs).toBe(15);
    expect(lanes.map(({ spans }) => [spans[0]?.startMs, spans.at(-1)?.endMs])).toEqual([
      [0, 15],
      [0, 15],
    ]);
    expect(buffers[0]?.levels.map(({ atMs }) => Math.round(atMs))).toEqual([1, 5]);
    const later = timelineOf(conversation(), { fromMs: 28 }).buffers[0]?.levels;
    expect(later?.[0]).toMatchObject({ atMs: 0, bytes: buffers[0]?.levels[1]?.bytes });
    for (const [fromMs, untilMs] of [
      [30, 15],
      [-1, 15],
      [Number.NaN, 15],
    ] as const) {
      expect(() => timelineOf([], { fromMs, untilMs })).toThrow(RangeError);
    }
  });

  it('shows the steps of a task that makes no calls', () => {
    const [, client] = conversation();
    const steps = [
      { task: 'counter', startMs: 12, endMs: 13 },
      { task: 'other', startMs: 13, endMs: 14 },
      { task: 'counter', startMs: 18, endMs: 19 },
    ];
    const [lane, counter, other] = timelineOf([{ ...client, steps }]).lanes;
    expect([lane, counter, other].map((each) => each?.name)).toEqual([
      'client',
      'counter',
      'other',
    ]);
    expect(counter?.spans).toEqual([
      { startMs: 3, endMs: 4, state: 'running', call: undefined },
      { startMs: 4, endMs: 9, state: 'asleep', call: undefined },
      { startMs: 9, endMs: 10, state: 'running', call: undefined },
    ]);
    expect(other?.spans).toHaveLength(1);
  });

  it('has a lane for each task, which waits while others run', () => {
    let task = 'one';
    const { on, calls } = scripted({ currentTask: () => task });
    for (task of ['one', 'two', 'one']) on({ ms: 5 }).listen(3, 1);
    const { lanes } = timelineOf([{ name: 'loop', calls }]);
    expect(lanes.map(({ name }) => name)).toEqual(['loop', 'one', 'two']);
    expect(lanes[1]?.spans.map(({ state }) => state)).toEqual([
      'running',
      'asleep',
      'running',
    ]);
  });
});

it('has no marks for what a program prints', () => {
  const { on, calls } = scripted();
  for (const fd of [1, 2, 3]) on({ result: 1, ms: 1 }).write(fd, text('x'), 1);
  const [lane] = timelineOf([{ name: 'writer', calls }]).lanes;
  expect(lane?.marks.map(({ atMs }) => Math.round(atMs))).toEqual([3]);
});

describe('a row of refusals', () => {
  const { on, calls } = scripted();
  on({ result: -errno.EAGAIN, ms: 10 }).send(3, text('x'), 1, MSG_DONTWAIT);
  on({ result: -errno.EAGAIN, ms: 10 }).send(3, text('x'), 1, MSG_DONTWAIT);
  const row = calls[1];
  if (row !== undefined) Object.assign(row, { repeats: 999, insideMs: 10 });
  const timeline = timelineOf([{ name: 'spin', calls }]);

  it('is one mark that lasts as long as the row, and counts its calls', () => {
    const [one, many] = timeline.lanes[0]?.marks ?? [];
    expect(one).toMatchObject({ kind: 'refused', count: 1 });
    expect(one?.sinceMs).toBe(one?.atMs);
    expect(many).toMatchObject({ kind: 'refused', count: 999 });
    expect((many?.atMs ?? 0) - (many?.sinceMs ?? 0)).toBeCloseTo(10, 0);
    expect(describeTimeline(timeline)[1]).toContain('refused 1,000 times');
  });
});

const span = (startMs: number, endMs: number, state: 'running' | 'asleep') => ({
  startMs,
  endMs,
  state,
  call: undefined,
});

describe('columnsOf()', () => {
  it('keeps what took most of each column, and nothing where there was nothing', () => {
    const spans = [
      span(2, 2.6, 'running'),
      span(2.6, 5, 'asleep'),
      span(5, 5.1, 'running'),
    ];
    expect(columnsOf(spans, 8, 8)).toEqual([
      undefined,
      undefined,
      'running',
      'asleep',
      'asleep',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('drawTimeline()', () => {
  const svg = drawTimeline(timelineOf(conversation()), {
    title: 'A <client> & a server',
  });

  it('draws an SVG without a script, with a title and a description', () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
    expect(svg).toContain('<title>A &lt;client&gt; &amp; a server</title><desc>');
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(svg).not.toMatch(/<script|\bon\w+=|NaN|undefined|Infinity/);
    expect(svg).toContain('>accept4</text>');
    expect(svg).toContain('client → server: at most 3.1 MB');
  });

  it('stays small, however long the record is', () => {
    const timeline = timelineOf(
      Array.from({ length: 6 }, (_, index) => ({
        name: `p ${index}`,
        calls: busy(20_000),
      })),
    );
    expect(drawTimeline(timeline, { title: 'busy' }).length).toBeLessThan(60_000);
    expect(
      drawTimeline(timeline, { title: 'busy', mostBytes: 20_000 }).length,
    ).toBeLessThan(20_000);
  });

  it('shows that a program woke, where that took less than can be seen', () => {
    const wakeful = (sleeps: number) => {
      const { on, idle, calls } = scripted();
      for (let turn = 0; turn < sleeps; turn++) {
        on({ ms: 20 }).poll(null, 0, -1);
        idle(0.001);
      }
      return drawTimeline(timelineOf([{ name: 'loop', calls }]), { title: 'loop' });
    };
    expect(wakeful(5).match(/h1v18h-1z/g)).toHaveLength(4);
    expect(wakeful(5).match(/>poll</g)).toHaveLength(5);
    expect(wakeful(500)).not.toContain('h1v18h-1z');
  });

  it('draws nothing at all, too', () => {
    const nothing = drawTimeline(timelineOf([]), { title: 'nothing' });
    expect(nothing).toContain('<desc>No calls.</desc>');
    expect(nothing).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('throws RangeError for a width or a size that leaves no room', () => {
    const timeline = timelineOf([]);
    for (const width of [-1, 299, Number.NaN]) {
      expect(() => drawTimeline(timeline, { title: '', width })).toThrow(RangeError);
    }
    expect(() => drawTimeline(timeline, { title: '', mostBytes: 0 })).toThrow(RangeError);
  });
});

describe('the text of a timeline', () => {
  it('draws lanes with signs', () => {
    expect(drawTimelineText(timelineOf(conversation()), 17).slice(0, 3)).toEqual([
      'server ...#####.........',
      'client    ####..........',
      '# running  + in a call  . asleep',
    ]);
  });

  it('names a moment, not a period, where that is all that is left of it', () => {
    const span = { startMs: 1000, endMs: 1002, state: 'asleep', call: 'write' } as const;
    const lanes = [{ name: 'writer', spans: [span], marks: [] }];
    expect(
      describeTimeline({ originMs: 0, durationMs: 1002, lanes, buffers: [] })[1],
    ).toBe('writer: awake for 0 ms, asleep once for 2 ms, longest in write() at 1 s.');
  });

  it('says what the picture shows', () => {
    expect(describeTimeline(timelineOf(conversation()))).toEqual([
      '51 ms in all.',
      'server: awake for 16 ms, asleep 3 times for 35 ms, longest in recv() from 30 ms to 50 ms.',
      'client: awake for 10 ms, asleep 3 times for 32 ms, longest in send() from 20 ms to 40 ms; refused once.',
      'On the way from client to server (descriptor 3): at most 3.1 MB, at 16 ms.',
    ]);
  });
});

describe('wakingsIn()', () => {
  const spans = [
    span(0, 4.5, 'asleep'),
    span(4.5, 4.6, 'running'),
    span(4.6, 6, 'asleep'),
    span(6, 7, 'running'),
    span(7, 10, 'asleep'),
  ];
  const states = columnsOf(spans, 10, 10);

  it('tells the columns that show sleep where it was broken, and no others', () => {
    expect(states[4]).toBe('asleep');
    expect(wakingsIn(spans, states, 10, 5)).toEqual([4]);
  });

  it('tells none where there are too many of them', () => {
    expect(wakingsIn(spans, states, 10, 6)).toEqual([]);
  });
});
