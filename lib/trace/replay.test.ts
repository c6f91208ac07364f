import { describe, expect, it } from 'vitest';
import { timeval } from '../sys/index.ts';
import { conversation } from './conversation.fixture.ts';
import { replayOf } from './replay.ts';
import { scripted } from './scripted-kernel.fixture.ts';

const MIB = 1024 * 1024;
const [server, client] = conversation();

describe('replayOf()', () => {
  it('tells the calls of all programs in the order of their beginnings', () => {
    const { calls, lanes } = replayOf([client, server]);
    expect(lanes.map(({ name }) => name)).toEqual(['client', 'server']);
    const starts = calls.map(({ startMs }) => startMs);
    expect(starts).toEqual(starts.toSorted((one, other) => one - other));
    expect(calls).toHaveLength(client.calls.length + server.calls.length);
  });

  it('tells of each call its text, its sleep, and what it moved in which direction', () => {
    const { calls, connections } = replayOf([client, server]);
    expect(connections).toMatchObject([
      { from: 'client', fromFd: 3, to: 'server', toFd: 4 },
    ]);
    const sends = calls.filter(({ name }) => name === 'send');
    expect(sends).toMatchObject([
      { connection: 0, bytes: 3 * MIB },
      { connection: 0, bytes: MIB, slept: true },
      { connection: 0, refused: true },
    ]);
    expect(sends[0]?.asked).toMatch(/^send\(3, "\\0\\0.*"\.\.\., 3145728, 0$/);
    expect(sends[0]?.answered).toBe(') = 3145728');
    expect(sends[0]).not.toHaveProperty('slept');
    expect(sends[2]).not.toHaveProperty('bytes');
  });

  it('knows how many bytes are on the way whenever a call begins or ends', () => {
    const [direction] = replayOf([client, server]).connections;
    expect(
      direction?.levels.map(([atMs, bytes]) => [Math.round(atMs), bytes / MIB]),
    ).toEqual([
      [16, 3],
      [20, 1],
      [50, 0],
    ]);
  });

  it('knows it also in the middle of a row of calls, where another program stops', () => {
    const reader = { ...server, calls: server.calls.map((call) => ({ ...call })) };
    const [first] = reader.calls.filter(({ name }) => name === 'recv');
    if (first !== undefined) {
      Object.assign(first, {
        result: MIB,
        repeats: 3,
        startMs: 17,
        endMs: 45,
        insideMs: 28,
      });
    }
    const [direction] = replayOf([client, reader]).connections;
    const at = (ms: number) => direction?.levels.findLast(([since]) => since <= ms)?.[1];
    expect(at(18)).toBe(3 * MIB);
    expect(at(41)).toBe(2 * MIB);
  });

  it('leaves a call that never returned without an end, and shows its sets', () => {
    const { calls } = replayOf([client, server]);
    const last = calls.find(({ name }) => name === 'select');
    expect(last).toMatchObject({ name: 'select', slept: true });
    expect(last).not.toHaveProperty('endMs');
    expect(last?.answered).toBe(' <unfinished ...>');
    expect(last?.sets).toEqual({
      wanted: { in: [], out: [3] },
      ready: { in: [], out: [] },
    });
  });

  it('keeps of a part what touches it, also what began before it', () => {
    const { calls, durationMs } = replayOf([client, server], { fromMs: 22, untilMs: 30 });
    expect(durationMs).toBe(8);
    expect(calls.map(({ name, startMs }) => [name, Math.round(startMs)])).toEqual([
      ['send', -2],
      ['recv', 3],
      ['recv', 8],
    ]);
  });

  it('gives each task a lane behind its program, and each call its task', () => {
    const recorder = scripted({ currentTask: () => 'counter' }, 0);
    recorder.on({ ms: 1 }).close(7);
    const tasked = { name: 'tasked', calls: recorder.calls };
    const { calls, lanes } = replayOf([server, tasked]);
    expect(lanes.map(({ name, program }) => [name, program])).toEqual([
      ['server', 0],
      ['tasked', 1],
      ['counter', 1],
    ]);
    expect(calls.find(({ task }) => task === 2)?.asked).toBe('close(7');
  });

  it('shows that a lane woke, however short that was', () => {
    const { on, calls, idle } = scripted({}, 0);
    on({ ms: 500 }).select(0, null, null, null, timeval(500));
    idle(0.02);
    on({ ms: 500 }).select(0, null, null, null, timeval(500));
    const [lane] = replayOf([{ name: 'sleeper', calls }]).lanes;
    expect(lane?.states).toMatch(/^\.{299,300}#\.{299,300}$/);
  });

  it('says which line made a call, where somebody looked', () => {
    const recorder = scripted({ currentLine: () => 'client.ts:31' }, 0);
    recorder.on({ ms: 1 }).close(7);
    const [call] = replayOf([{ name: 'client', calls: recorder.calls }]).calls;
    expect(call?.line).toBe('client.ts:31');
  });

  it('of nothing is nothing', () => {
    expect(replayOf([])).toEqual({
      durationMs: 0,
      lanes: [],
      connections: [],
      calls: [],
    });
  });
});
