import { describe, expect, it } from 'vitest';
import * as sys from '../sys/index.ts';
import { scripted, text } from './scripted-kernel.fixture.ts';
import { sleepsIn } from './sleeps.ts';

/** Whether the last of the calls was slept in. Each takes 5 ms unless it says otherwise. */
function slept(...make: ((kernel: sys.Kernel) => void)[]): boolean {
  const { on, calls } = scripted();
  for (const call of make) call(on({ ms: 5, result: 3 }));
  return sleepsIn(calls).has(calls.at(-1) as never);
}

const buffer = text('x');

describe('sleepsIn()', () => {
  it('finds the calls that took long on a descriptor that waits', () => {
    expect(slept((kernel) => kernel.recv(3, buffer, 1, 0))).toBe(true);
    expect(slept((kernel) => kernel.send(3, buffer, 1, 0))).toBe(true);
    expect(slept((kernel) => kernel.accept4(3, null, null, 0))).toBe(true);
    expect(slept((kernel) => kernel.close(3))).toBe(false);
  });

  it('knows what makes a descriptor never wait, and wait again', () => {
    const recv = (kernel: sys.Kernel) => kernel.recv(3, buffer, 1, 0);
    const { AF_INET, SOCK_STREAM, SOCK_NONBLOCK, F_SETFL, O_NONBLOCK } = sys;
    const open = (kernel: sys.Kernel) =>
      kernel.socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    const set = (kernel: sys.Kernel) => kernel.fcntl(3, F_SETFL, O_NONBLOCK);
    const unset = (kernel: sys.Kernel) => kernel.fcntl(3, F_SETFL, 0);
    const close = (kernel: sys.Kernel) => kernel.close(3);
    const accept = (kernel: sys.Kernel) => kernel.accept4(9, null, null, SOCK_NONBLOCK);
    expect(slept(open, recv)).toBe(false);
    expect(slept(accept, recv)).toBe(false);
    expect(slept(set, recv)).toBe(false);
    expect(slept(set, unset, recv)).toBe(true);
    expect(slept(set, close, recv)).toBe(true);
    expect(slept((kernel) => kernel.recv(3, buffer, 1, sys.MSG_DONTWAIT))).toBe(false);
  });

  it('knows the waits that have no time to wait', () => {
    const { timeval } = sys;
    expect(slept((kernel) => kernel.select(0, null, null, null, null))).toBe(true);
    expect(slept((kernel) => kernel.select(0, null, null, null, timeval(9)))).toBe(true);
    expect(slept((kernel) => kernel.select(0, null, null, null, timeval(0)))).toBe(false);
    expect(slept((kernel) => kernel.poll(null, 0, 0))).toBe(false);
    expect(slept((kernel) => kernel.epoll_wait(3, new Int32Array(3), 1, -1))).toBe(true);
  });

  it('takes printing, and connecting over loopback, for work unless they take very long', () => {
    const { on, calls } = scripted();
    on({ ms: 0.5 }).connect(3, buffer, 1);
    on({ ms: 0.5 }).write(1, buffer, 1);
    on({ ms: 0.5, result: 1 }).recv(3, buffer, 1, 0);
    on({ ms: 5 }).write(1, buffer, 1);
    const slept = calls.filter((call) => sleepsIn(calls).has(call));
    expect(slept).toEqual([calls[2], calls[3]]);
  });

  it('finds a call that never returned, and none that returned at once', () => {
    const { on, calls } = scripted();
    on({ ms: 0.01, result: 1 }).recv(3, buffer, 1, 0);
    const error = new Error('killed');
    expect(() => on({ error }).recv(3, buffer, 1, 0)).toThrow();
    expect(calls.map((call) => sleepsIn(calls).has(call))).toEqual([false, true]);
  });
});
