import { describe, expect, it } from 'vitest';
import { conversation } from '../../../lib/trace/conversation.fixture.ts';
import { type Replay, replayOf } from '../../../lib/trace/index.ts';
import { momentsOf } from './moments.ts';
import { type RunState, statesOf } from './states.ts';
import { callText, eventText } from './words.ts';

const MIB = 1024 * 1024;
const [server, client] = conversation();
const run = replayOf([client, server]);
const [CLIENT, SERVER] = [0, 1];

/** The state at the first moment of a call of this kind. */
function at(kind: string, name: string, skip = 0): RunState {
  const found = statesOf(run).filter(
    ({ moment }) => moment.kind === kind && moment.call.name === name,
  )[skip];
  if (found === undefined) throw new Error(`no ${kind} of ${name}`);
  return found;
}

describe('momentsOf()', () => {
  it('makes one moment of a call, and two of one that slept', () => {
    const texts = momentsOf(run)
      .filter(({ call }) => call.program === CLIENT && call.name === 'send')
      .map((moment) => [moment.kind, Math.round(moment.atMs), moment.call.bytes ?? 0]);
    expect(texts).toEqual([
      ['call', 16, 3 * MIB],
      ['sleep', 20, MIB],
      ['wake', 40, MIB],
      ['call', 40, 0],
    ]);
  });

  it('begins with what slept already, and leaves out what had not ended by then', () => {
    const part = replayOf([client, server], { fromMs: 22, untilMs: 29 });
    expect(
      momentsOf(part).map(({ kind, call, atMs }) => [kind, call.name, atMs]),
    ).toEqual([
      ['sleep', 'send', 0],
      ['sleep', 'recv', 3],
    ]);
    const [first] = momentsOf(part);
    expect(first && eventText(first)).toBe('is asleep in send() already');
  });

  it('stops once at a row of the same call', () => {
    const row: Replay = {
      ...run,
      calls: [
        {
          name: 'recv',
          program: 0,
          startMs: 1,
          endMs: 6,
          asked: 'recv(3, ',
          answered: '…) = 9',
          slept: true,
          repeats: 70,
        },
      ],
    };
    expect(momentsOf(row)).toMatchObject([{ kind: 'call', atMs: 6 }]);
  });
});

describe('statesOf()', () => {
  it('knows who runs and who sleeps, and in which call', () => {
    const { lanes } = at('sleep', 'send');
    expect(lanes[CLIENT]).toMatchObject({ state: 'asleep', sleepsIn: { name: 'send' } });
    expect(lanes[SERVER]?.state).toBe('running');
    expect(at('wake', 'send').lanes[CLIENT]?.state).toBe('running');
  });

  it('knows from its strip what a program does that makes no call in this part', () => {
    expect(at('call', 'socket').lanes[CLIENT]?.state).toBe('absent');
    const part = replayOf([client, server], { fromMs: 12, untilMs: 22 });
    const [first] = statesOf(part);
    expect(first?.moment.call.program).toBe(CLIENT);
    expect(first?.lanes[SERVER]).toMatchObject({ state: 'running', sleepsIn: undefined });
  });

  it('leaves a program asleep in a call that never returned', () => {
    expect(statesOf(run).at(-1)?.lanes[CLIENT]).toMatchObject({
      state: 'asleep',
      sleepsIn: { name: 'select' },
    });
  });

  it('counts refusals', () => {
    expect(at('wake', 'send').lanes[CLIENT]?.refused).toBe(0);
    expect(at('call', 'send', 1).lanes[CLIENT]?.refused).toBe(1);
  });

  it('knows what is on the way, from the calls of both sides', () => {
    expect(at('call', 'send').directions[0]?.bytes).toBe(3 * MIB);
    expect(statesOf(run).at(-1)?.directions[0]?.bytes).toBe(0);
  });

  it('says of a buffer only what a call was told, and forgets it when bytes move', () => {
    expect(at('call', 'send').directions[0]?.sender).toBeUndefined();
    expect(at('sleep', 'send').directions[0]?.sender).toMatchObject({
      says: 'full',
      because: 'send() sleeps',
    });
    expect(at('wake', 'send').directions[0]?.sender).toBeUndefined();
    expect(at('call', 'send', 1).directions[0]?.sender).toMatchObject({
      says: 'full',
      because: 'send() was refused',
    });
    expect(at('sleep', 'recv').directions[0]?.receiver).toMatchObject({ says: 'empty' });
  });

  it('keeps the sets of the last select()', () => {
    const { selects, directions } = at('sleep', 'select');
    expect(selects.get(CLIENT)?.call.sets?.wanted.out).toEqual([3]);
    expect(directions[0]?.sender?.says).toBe('full');
  });

  it('lets the tasks of a program wait while one of them runs', () => {
    const call = { program: 0, endMs: 1, answered: ') = 0', name: 'close' } as const;
    const tasked: Replay = {
      durationMs: 3,
      connections: [],
      lanes: ['main', 'one', 'two'].map((name) => ({ name, program: 0, states: '...' })),
      calls: [
        { ...call, startMs: 0, asked: 'close(1', task: 1 },
        { ...call, startMs: 1, endMs: 2, asked: 'close(2', task: 2 },
        { ...call, startMs: 2, endMs: 3, name: 'select', asked: 'select(…', slept: true },
      ],
    };
    const seen = statesOf(tasked).map(({ lanes }) => lanes.map(({ state }) => state));
    expect(seen).toEqual([
      ['running', 'running', 'waiting'],
      ['running', 'waiting', 'running'],
      ['asleep', 'waiting', 'waiting'],
      ['running', 'waiting', 'waiting'],
    ]);
  });
});

describe('callText()', () => {
  it('is as much of a call as is known', () => {
    expect(callText(at('sleep', 'select').moment)).toMatch(/^select\(4, NULL, \[3\].*…$/);
    expect(callText(at('wake', 'send').moment)).toMatch(/ = 1048576$/);
  });
});
