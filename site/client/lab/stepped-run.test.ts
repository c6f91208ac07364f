import { describe, expect, it } from 'vitest';
import { conversation } from '../../../lib/trace/conversation.fixture.ts';
import { steppedRun } from './stepped-run.ts';

const [, client] = conversation();
const originMs = client.calls[0]?.startMs ?? 0;
const fd = Number(client.calls.find(({ name }) => name === 'send')?.arguments[0]);

describe('a run of the lab in the player', () => {
  const buffers = {
    connections: [
      { ends: [fd, undefined] as const, sinceMs: originMs },
      { ends: [undefined, 9] as const, sinceMs: originMs + 1 },
    ],
    rows: [
      [0, originMs + 2.0004, 500, 0.5, 0, 0],
      [3, originMs + 3, 1, 0.1, 2, 0.2],
      [0, originMs + 1_000_000, 700, 0.7, 0, 0],
    ] as const,
  };
  const trace = steppedRun({ ...client, isFull: false }, buffers, {
    'client.ts': 'one\ntwo',
  });

  it('has the directions in which bytes went, with names for those who have no descriptor', () => {
    const ends = trace.connections.map(({ from, fromFd, to, toFd }) => [
      from,
      fromFd,
      to,
      toFd,
    ]);
    expect(ends).toEqual([
      [client.name, fd, 'other side 1', -1],
      [client.name, 9, 'other side 2', -1],
    ]);
  });

  it('has what lay in both buffers, in the time of the run, until its end', () => {
    expect(trace.buffers).toEqual([[[2, 500, 500, 0, 0]], [[3, 1, 100, 2, 200]]]);
    expect(trace.connections.map(({ levels }) => levels)).toEqual([[[2, 500]], [[3, 3]]]);
  });

  it('knows which of the calls move bytes in which direction', () => {
    const sends = trace.calls.filter(({ name }) => name === 'send');
    expect(sends.length).toBeGreaterThan(0);
    expect(new Set(sends.map(({ connection }) => connection))).toEqual(new Set([0]));
    const others = trace.calls.filter(
      ({ name }) => name === 'connect' || name === 'close',
    );
    expect(new Set(others.map(({ connection }) => connection))).toEqual(
      new Set([undefined]),
    );
  });
});
