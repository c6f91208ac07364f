import { describe, expect, it } from 'vitest';
import { Socket } from '../net/index.ts';
import { SimulatedKernel } from '../sim/index.ts';
import { currentKernel, errno, fdSet, fdSetAdd, runOn } from '../sys/index.ts';
import { bytesMoved, durationOf } from './call-record.ts';
import { bytesIn } from './memory-copy.ts';
import { recordCalls } from './record-calls.ts';
import { only, scripted, text } from './scripted-kernel.fixture.ts';

describe('recordCalls()', () => {
  it('passes every call on with its own arguments, and answers its answer', () => {
    const bytes = new Uint8Array(64);
    const words = new Int32Array(16);
    const all = {
      socket: [1, 2, 3],
      bind: [1, bytes, 16],
      listen: [1, 2],
      accept4: [1, bytes, words, 4],
      connect: [1, bytes, 16],
      send: [1, bytes, 3, 4],
      recv: [1, bytes, 3, 4],
      shutdown: [1, 2],
      close: [1],
      fcntl: [1, 2, 3],
      getsockopt: [1, 2, 3, words, words],
      setsockopt: [1, 2, 3, words, 4],
      getsockname: [1, bytes, words],
      getpeername: [1, bytes, words],
      select: [1, bytes, bytes, bytes, words],
      poll: [words, 1, 2],
      epoll_create1: [1],
      epoll_ctl: [1, 2, 3, words],
      epoll_wait: [1, words, 3, 4],
      kqueue: [],
      kevent: [1, bytes, 1, bytes, 1, words],
      pipe2: [words, 1],
      read: [1, bytes, 3],
      write: [1, bytes, 3],
    };
    for (const [name, values] of Object.entries(all)) {
      const { on, passed, calls } = scripted();
      const kernel = on({ result: 3 }) as unknown as Record<string, CallableFunction>;
      expect(kernel[name]?.(...values)).toBe(3);
      expect(passed).toEqual([{ name, values }]);
      for (const [place, value] of passed[0]?.values.entries() ?? []) {
        expect(value).toBe(values[place]); // the array itself, not one like it
      }
      expect(only(calls)).toMatchObject({ name, result: 3, repeats: 1 });
    }
  });

  it('takes the times from the kernel: when the call began, and how long it took', () => {
    const { on, idle, calls } = scripted({}, 10);
    on({ ms: 2 }).listen(3, 1);
    idle(5);
    on({ ms: 0.5 }).close(3);
    expect(calls.map((call) => [call.startMs, call.endMs, durationOf(call)])).toEqual([
      [10, 12, 2],
      [17, 17.5, 0.5],
    ]);
  });

  it('copies what is sent at once: the program may use its buffer again', () => {
    const { on, calls } = scripted();
    const buffer = text('foo');
    on({ result: 3 }).send(5, buffer, 3, 0);
    buffer.fill(0);
    expect(bytesIn(only(calls).arguments[1] as never)).toEqual(text('foo'));
  });

  it('copies what is received when it is there, and no more of it than that', () => {
    const { on, calls } = scripted();
    const write = (_: number, buffer: Uint8Array) => buffer.set(text('bar'));
    on({ result: 3, write }).recv(5, text('.........'), 9, 0);
    expect(bytesIn(only(calls).written[1] as never)).toEqual(text('bar'));
  });

  it('copies 32 bytes of a buffer, or as many as it is told', () => {
    for (const [options, length] of [
      [{}, 32],
      [{ copiedBytes: 4 }, 4],
      [{ copiedBytes: 0 }, 0],
    ] as const) {
      const { on, calls } = scripted(options);
      on({ result: 1000 }).send(5, new Uint8Array(1000), 1000, 0);
      expect(only(calls).arguments[1]).toMatchObject({ length });
    }
  });

  it('keeps the sets of select() as they were and as they became', () => {
    const { on, calls } = scripted();
    const readers = fdSet();
    for (const fd of [5, 9]) fdSetAdd(readers, fd);
    const write = () => {
      readers.fill(0);
      fdSetAdd(readers, 9);
    };
    on({ result: 1, write }).select(10, readers, fdSet(), null, null);
    const { arguments: before, written } = only(calls);
    expect([...bytesIn(before[1] as never)]).toEqual([0b10_0000, 0b10]);
    expect([...bytesIn(written[1] as never)]).toEqual([0, 0b10]);
    expect(before[2]).toMatchObject({ length: 0 });
    expect(before.slice(3)).toEqual([null, null]);
  });

  it('keeps a call that never returned, without a result', () => {
    const { on, calls } = scripted();
    const error = new Error('deadlock');
    expect(() => on({ error }).recv(5, new Uint8Array(1), 1, 0)).toThrow(error);
    expect(only(calls)).toMatchObject({ result: undefined, endMs: undefined });
  });

  it('keeps as many calls as its limit allows and counts the others, for listeners has all', () => {
    const heard: string[] = [];
    const { on, trace } = scripted({ limit: 1, onEnd: ({ name }) => heard.push(name) });
    on().listen(3, 1);
    on().close(3);
    expect(trace.calls).toHaveLength(1);
    expect(trace.dropped).toBe(1);
    expect(heard).toEqual(['listen', 'close']);
  });

  it('takes the times from another clock if it is given one, and asks the kernel for none', () => {
    const kernel = new SimulatedKernel();
    runOn(recordCalls(kernel, { nowMs: () => kernel.nowMs }).kernel, () => {
      currentKernel().close(99);
    });
    expect(kernel.counts.calls).toEqual({ close: 1 });
  });

  it('does not count what a listener does as time of the call', () => {
    const recorded = scripted({ onStart: () => recorded.idle(50) });
    recorded.on({ ms: 1 }).close(3);
    expect(durationOf(only(recorded.calls))).toBe(1);
  });

  it('notes the task', () => {
    let task: string | undefined = 'sender';
    const { on, calls } = scripted({ currentTask: () => task });
    on().close(3);
    task = undefined;
    on().close(4);
    expect(calls.map((call) => call.task)).toEqual(['sender', undefined]);
  });

  it('leaves arguments that make no sense to the kernel', () => {
    const { on } = scripted();
    for (const length of [-1, Number.NaN, 1e9, Infinity]) {
      const result = -errno.EFAULT;
      expect(on({ result }).send(5, text('foo'), length, 0)).toBe(result);
      expect(on({ result }).poll(Int32Array.of(1, 1), length, 0)).toBe(result);
      expect(on({ result }).select(length, fdSet(), null, null, null)).toBe(result);
    }
  });

  it('throws RangeError for a limit or a size that is no whole number', () => {
    for (const value of [-1, 1.5, Number.NaN]) {
      expect(() => recordCalls(currentKernel(), { limit: value })).toThrow(RangeError);
      expect(() => recordCalls(currentKernel(), { copiedBytes: value })).toThrow(
        `copiedBytes is a whole number of 0 or more, not ${value}`,
      );
    }
  });

  it('records the real kernel', () => {
    const { kernel, trace } = recordCalls(currentKernel());
    runOn(kernel, () => {
      using listener = new Socket();
      listener.bind({ host: '127.0.0.1', port: 0 });
      listener.listen(1);
      using client = new Socket();
      client.connect(listener.getsockname());
      using connection = listener.accept();
      client.send(text('foobar'));
      expect(connection.recv(100)).toEqual(text('foobar'));
    });
    const names = trace.calls.map(({ name }) => name).join(' ');
    expect(names).toBe(
      'socket bind listen socket getsockname connect accept4 send recv close close close',
    );
    expect(trace.calls.map(bytesMoved)).toEqual([0, 0, 0, 0, 0, 0, 0, 6, 6, 0, 0, 0]);
  });
});
