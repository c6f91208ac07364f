import { describe, expect, it } from 'vitest';
import { errno, MSG_PEEK } from '../sys/index.ts';
import { bufferHistories } from './buffers.ts';
import { conversation } from './conversation.fixture.ts';
import { condensed } from './repeats.ts';
import { scripted, text } from './scripted-kernel.fixture.ts';

const MIB = 1024 * 1024;

describe('bufferHistories()', () => {
  it('finds both ends of a connection, and what was sent and not yet received', () => {
    const [history, ...others] = bufferHistories(conversation());
    expect(others).toEqual([]);
    expect(history).toMatchObject({ from: 'client', to: 'server', fd: 3 });
    const levels = history?.levels.map(({ atMs, bytes }) => [
      Math.round(atMs),
      bytes / MIB,
    ]);
    expect(levels).toEqual([
      [16, 3],
      // As long as send() slept, as full as when it returned: 4 sent, 3 received.
      [20, 1],
      [40, 1],
      [50, 0],
    ]);
  });

  it('has nothing to tell about a program alone', () => {
    const [server, client] = conversation();
    expect(bufferHistories([server])).toEqual([]);
    expect(bufferHistories([client])).toEqual([]);
    expect(bufferHistories([])).toEqual([]);
  });

  it('never tells of less than nothing, whichever side was seen first', () => {
    const [server, client] = conversation();
    const late = client.calls.map((call) => ({
      ...call,
      startMs: call.startMs + 100,
      endMs: call.endMs === undefined ? undefined : call.endMs + 100,
    }));
    const [history] = bufferHistories([server, { ...client, calls: late }]);
    expect(Math.min(...(history?.levels ?? []).map(({ bytes }) => bytes))).toBe(0);
  });

  it('forgets what was on the way when its receiver closes, or the connection is reset', () => {
    const [server, client] = conversation();
    const deaf = server.calls.filter(({ name }) => name !== 'recv');
    const [closed] = bufferHistories([{ ...server, calls: deaf }, client]);
    expect(closed?.levels.at(-1)).toEqual({ atMs: 50, bytes: 0 });
    const reset = client.calls.map((call) =>
      call.result === -errno.EAGAIN ? { ...call, result: -errno.ECONNRESET } : call,
    );
    const open = deaf.filter(({ name }) => name !== 'close');
    const programs = [
      { ...server, calls: open },
      { ...client, calls: reset },
    ];
    const [history] = bufferHistories(programs);
    expect(history?.levels.map(({ bytes }) => bytes / MIB)).toEqual([3, 4, 4, 0]);
  });

  it('does not count bytes that were only looked at', () => {
    const [server, client] = conversation();
    const calls = server.calls.map((call) =>
      call.name === 'recv'
        ? { ...call, arguments: [...call.arguments.slice(0, 3), MSG_PEEK] }
        : call,
    );
    const [history] = bufferHistories([{ ...server, calls }, client]);
    expect(history?.levels.map(({ bytes }) => bytes / MIB)).toEqual([3, 4, 4, 0]);
  });

  it('spreads what repeated calls moved over their time', () => {
    const [server, client] = conversation();
    const reader = scripted({}, 0);
    for (const call of server.calls.slice(0, 4)) {
      const [fd, second] = call.arguments as [number, never];
      if (call.name === 'socket') reader.on({ result: 3, ms: 0 }).socket(2, 1, 0);
      if (call.name === 'bind') {
        const { chunk, start, length } = second as { chunk: Uint8Array } & Record<
          string,
          number
        >;
        const address = chunk.slice(start, (start ?? 0) + (length ?? 0));
        reader.on({ ms: 0 }).bind(fd, address, 16);
      }
      if (call.name === 'accept4')
        reader.on({ result: 4, ms: 10 }).accept4(3, null, null, 0);
    }
    reader.idle(40);
    for (let count = 0; count < 9; count++) {
      reader.on({ result: 1000, ms: 1 }).recv(4, text('x'), 1000, 0);
    }
    const calls = condensed(reader.calls);
    const [history] = bufferHistories([{ name: 'reader', calls }, client]);
    const received = history?.levels.filter(({ atMs }) => atMs > 50) ?? [];
    expect(received).toHaveLength(9);
    expect(received.map(({ bytes }) => 4 * MIB - bytes)).toEqual(
      Array.from({ length: 9 }, (_, index) => (index + 1) * 1000),
    );
  });
});
