/**
 * EINTR, on a kernel that answers it a few times before it does anything. That a real signal makes
 * the real kernel answer so is shown in `sys/native-signals.test.ts`.
 */
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  currentKernel,
  errno,
  type Kernel,
  POLLOUT,
  SOCK_STREAM,
  SystemError,
} from '../sys/index.ts';
import {
  addressOf,
  bytes,
  connected,
  listening,
  nobodyListening,
  opened,
  stream,
  text,
  thrownBy,
} from './socket.fixture.ts';
import { Socket } from './socket.ts';

/** The current kernel, whose call of that name a signal interrupts so many times. */
function interrupting(name: keyof Kernel, times: number): Kernel {
  const kernel = currentKernel();
  let left = times;
  const call = kernel[name] as (...values: unknown[]) => number;
  const interrupted = (...values: unknown[]) =>
    left-- > 0 ? -errno.EINTR : call(...values);
  return { ...kernel, [name]: interrupted };
}

describe('a call that a signal interrupts is made again', () => {
  it('by accept() and tryAccept()', () => {
    const listener = listening(AF_INET, interrupting('accept4', 3));
    stream().connect(addressOf(listener));
    expect(opened(listener.accept()).fileno()).toBeGreaterThan(0);

    const again = listening(AF_INET, interrupting('accept4', 3));
    stream().connect(addressOf(again));
    expect(opened(again.tryAccept() as Socket).fileno()).toBeGreaterThan(0);
  });

  it('by send(), trySend() and sendAll(), and no byte is sent twice', () => {
    for (const method of ['send', 'trySend', 'sendAll'] as const) {
      const [near, far] = connected(interrupting('send', 3));
      near[method](bytes('once'));
      expect(text(far.recv(100))).toBe('once');
    }
  });

  it('by recv(), recvInto() and tryRecvInto()', () => {
    const buffer = new Uint8Array(10);
    for (const receive of [
      (socket: Socket) => socket.recv(10).length,
      (socket: Socket) => socket.recvInto(buffer),
      (socket: Socket) => socket.tryRecvInto(buffer),
    ]) {
      const [near, far] = connected(interrupting('recv', 3));
      near.send(bytes('once'));
      expect(receive(far)).toBe(4);
    }
  });
});

describe('connect() is not made again, but waited for', () => {
  /** A kernel whose connect() is interrupted when the connection is already on its way. */
  function interruptedOnItsWay(): { kernel: Kernel; calls: string[] } {
    const kernel = currentKernel();
    const calls: string[] = [];
    let interruptedPolls = 0;
    return {
      calls,
      kernel: {
        ...kernel,
        connect(fd, address, length) {
          calls.push('connect');
          const socket = new Socket(AF_INET, SOCK_STREAM, kernel, fd);
          socket.setBlocking(false);
          kernel.connect(fd, address, length);
          socket.setBlocking(true);
          return -errno.EINTR;
        },
        poll(fds, nfds, timeout) {
          calls.push('poll');
          expect(timeout).toBe(-1);
          expect(fds?.[1]).toBe(POLLOUT);
          return interruptedPolls++ < 2 ? -errno.EINTR : kernel.poll(fds, nfds, timeout);
        },
      },
    };
  }

  it('until the connection is there', () => {
    const listener = listening();
    for (const method of ['connect', 'tryConnect'] as const) {
      const { kernel, calls } = interruptedOnItsWay();
      const client = stream(AF_INET, kernel);
      const answer = client[method](addressOf(listener));
      expect(answer).toBe(method === 'tryConnect' ? 0 : undefined);
      expect(calls).toEqual(['connect', 'poll', 'poll', 'poll']);
      client.send(bytes('here'));
      expect(text(opened(listener.accept()).recv(10))).toBe('here');
    }
  });

  it('until it has failed, and the error is that of the connection', () => {
    // SO_ERROR tells an error once, and the stub's connect() has asked for it already where the
    // refusal came at once. So the socket says it here.
    const kernel: Kernel = {
      ...currentKernel(),
      connect: () => -errno.EINTR,
      poll: () => 1,
      getsockopt(_fd, _level, _name, value) {
        value[0] = errno.ECONNREFUSED;
        return 0;
      },
    };
    const address = nobodyListening();
    for (const method of ['connect', 'tryConnect'] as const) {
      const error = thrownBy(() => stream(AF_INET, kernel)[method](address));
      expect(error).toBeInstanceOf(SystemError);
      expect(error).toMatchObject({
        code: 'ECONNREFUSED',
        syscall: 'connect',
        address: '127.0.0.1',
        port: address.port,
      });
    }
  });

  it('and an error of the waiting itself is told', () => {
    const kernel: Kernel = {
      ...currentKernel(),
      connect: () => -errno.EINTR,
      poll: () => -errno.ENOMEM,
    };
    const client = stream(AF_INET, kernel);
    expect(() => client.connect({ host: '127.0.0.1', port: 1 })).toThrow('ENOMEM');
  });
});
