import { describe, expect, it } from 'vitest';
import { conversation } from './conversation.fixture.ts';
import { scripted } from './scripted-kernel.fixture.ts';
import { toTraceEvents } from './trace-events.ts';

describe('toTraceEvents()', () => {
  it('makes a process of each program, and names it', () => {
    const { traceEvents, displayTimeUnit } = toTraceEvents(conversation());
    expect(displayTimeUnit).toBe('ms');
    const named = traceEvents.filter(({ name }) => name === 'process_name');
    expect(named).toEqual([
      { name: 'process_name', ph: 'M', pid: 1, tid: 0, ts: 0, args: { name: 'server' } },
      { name: 'process_name', ph: 'M', pid: 2, tid: 0, ts: 0, args: { name: 'client' } },
    ]);
  });

  it('makes a slice of each call, in microseconds since the first', () => {
    const { traceEvents } = toTraceEvents(conversation());
    expect(traceEvents.find(({ name }) => name === 'connect')).toEqual({
      name: 'connect',
      ph: 'X',
      cat: 'asleep',
      pid: 2,
      tid: 1,
      ts: 9000,
      dur: 1000,
      args: {
        call: 'connect(3, {sa_family=AF_INET, sin_port=htons(1234), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
        result: 0,
      },
    });
    const refused = traceEvents.find(({ args }) => args.error !== undefined);
    expect(refused).toMatchObject({ cat: 'running', args: { error: 'EAGAIN' } });
  });

  it('begins a slice that does not end for a call that never returned', () => {
    const { traceEvents } = toTraceEvents(conversation());
    const begun = traceEvents.filter(({ ph }) => ph === 'B');
    expect(begun).toHaveLength(1);
    expect(begun[0]).toMatchObject({ name: 'select', pid: 2 });
    expect(begun[0]?.args.call).toContain('<unfinished ...>');
  });

  it('counts the bytes on the way', () => {
    const { traceEvents } = toTraceEvents(conversation());
    const counted = traceEvents.filter(({ ph }) => ph === 'C');
    expect(counted.map(({ name, pid, args }) => [name, pid, args.bytes])).toEqual(
      [3, 1, 1, 0].map((mib) => [
        'bytes on the way to server (descriptor 3)',
        2,
        mib * 1024 * 1024,
      ]),
    );
  });

  it('makes a thread of each task', () => {
    let task = 'one';
    const { on, calls } = scripted({ currentTask: () => task });
    on().close(3);
    task = 'two';
    on().close(4);
    const { traceEvents } = toTraceEvents([{ name: 'loop', calls }]);
    const threads = traceEvents.filter(({ name }) => name === 'thread_name');
    expect(threads.map(({ tid, args }) => [tid, args.name])).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
    const slices = traceEvents.filter(({ ph }) => ph === 'X');
    expect(slices.map(({ tid }) => tid)).toEqual([1, 2]);
  });

  it('makes a slice of each step of a task, on its thread', () => {
    const [, client] = conversation();
    const steps = [{ task: 'foo', startMs: 9.5, endMs: 10.25 }];
    const { traceEvents } = toTraceEvents([{ ...client, steps }]);
    const step = traceEvents.find(({ name }) => name === 'step');
    expect(step).toMatchObject({ ph: 'X', pid: 1, tid: 1, ts: 500, dur: 750 });
    const thread = traceEvents.find(
      ({ name, tid }) => name === 'thread_name' && tid === step?.tid,
    );
    expect(thread?.args).toEqual({ name: 'foo' });
  });

  it('lets no slice of a thread begin before the one before it ends', () => {
    const { on, calls } = scripted();
    for (let count = 0; count < 1000; count++) on({ ms: 1 / 3 / 1000 }).close(3);
    const slices = toTraceEvents([{ name: 'p', calls }]).traceEvents.filter(
      ({ ph }) => ph === 'X',
    );
    let endedAt = 0;
    for (const { ts = 0, dur = 0 } of slices) {
      expect(ts).toBeGreaterThanOrEqual(Number(endedAt.toFixed(3)));
      endedAt = ts + dur;
    }
  });

  it('is a file that can be opened, of nothing too', () => {
    expect(JSON.parse(JSON.stringify(toTraceEvents([])))).toEqual({
      traceEvents: [],
      displayTimeUnit: 'ms',
    });
    const nothing = toTraceEvents([{ name: 'idle', calls: [] }]);
    expect(JSON.stringify(nothing)).not.toContain('null');
  });
});
