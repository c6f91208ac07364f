/**
 * The door of macOS, run on the C library of whatever machine this is.
 *
 * All its functions but kqueue(2) and kevent(2) are everywhere. Those two are stubs here, and
 * accept(2) is made to behave as on macOS, where it hands on the listener's O_NONBLOCK.
 */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AF_INET,
  F_GETFD,
  F_GETFL,
  F_SETFL,
  FD_CLOEXEC,
  O_CLOEXEC,
  O_NONBLOCK,
  SO_NOSIGPIPE,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
} from './constants.ts';
import { errno } from './errno.ts';
import { listening, opened, streamSocket } from './native.fixture.ts';
import { kernel as realKernel } from './native.ts';
import { darwinKernel } from './native-darwin.ts';
import { layouts } from './structs.ts';

type Call = (...values: unknown[]) => number;

const { calls, failing } = vi.hoisted(() => ({
  calls: [] as [name: string, ...values: unknown[]][],
  failing: { name: '', afterCalls: 0 },
}));

vi.mock(import('./native-library.ts'), async (importOriginal) => {
  const actual = await importOriginal();
  const fcntl = actual.declare('int fcntl(int, int, ...)');
  return {
    ...actual,
    declare(declaration: string): Call {
      const name = declaration.match(/(\w+)\(/)?.[1] ?? '';
      const known = !['kqueue', 'kevent'].includes(name);
      const call: Call = known ? actual.declare(declaration) : () => 0;
      return (...values) => {
        calls.push([name, ...values]);
        if (name === failing.name && failing.afterCalls-- === 0) {
          actual.declare('int close(int)')(1_000_000); // an errno: EBADF
          return -1;
        }
        const answer = call(...values);
        if (name !== 'accept' || answer < 0) return answer;
        const inherited = fcntl(values[0], F_GETFL, 'int', 0) & O_NONBLOCK;
        if (inherited) fcntl(answer, F_SETFL, 'int', inherited);
        return answer;
      };
    },
  };
});

const kernel = darwinKernel();

beforeEach(() => {
  calls.length = 0;
  failing.name = '';
});

function flagsOf(fd: number): { nonBlocking: boolean; closeOnExec: boolean } {
  return {
    nonBlocking: (realKernel.fcntl(fd, F_GETFL, 0) & O_NONBLOCK) !== 0,
    closeOnExec: (realKernel.fcntl(fd, F_GETFD, 0) & FD_CLOEXEC) !== 0,
  };
}

function callsOf(name: string): unknown[][] {
  return calls.filter(([called]) => called === name).map(([, ...values]) => values);
}

const combinations = [
  { nonBlocking: false, closeOnExec: false },
  { nonBlocking: true, closeOnExec: false },
  { nonBlocking: false, closeOnExec: true },
  { nonBlocking: true, closeOnExec: true },
];

describe('socket() of macOS', () => {
  it.each(combinations)('sets what the type carries: %j', (wanted) => {
    const flags =
      (wanted.nonBlocking ? SOCK_NONBLOCK : 0) | (wanted.closeOnExec ? SOCK_CLOEXEC : 0);
    const fd = opened(kernel.socket(AF_INET, SOCK_STREAM | flags, 0));
    expect(flagsOf(fd)).toEqual(wanted);
    expect(callsOf('socket')).toEqual([[AF_INET, SOCK_STREAM, 0]]);
  });

  it('asks for no SIGPIPE', () => {
    const fd = opened(kernel.socket(AF_INET, SOCK_STREAM, 0));
    expect(callsOf('setsockopt')).toEqual([
      [fd, SOL_SOCKET, SO_NOSIGPIPE, Int32Array.of(1), 4],
    ]);
  });

  it('answers the error of the system', () => {
    expect(kernel.socket(9999, SOCK_STREAM, 0)).toBe(-errno.EAFNOSUPPORT);
    expect(callsOf('fcntl')).toEqual([]);
  });
});

describe('accept4() of macOS', () => {
  it.each(combinations)('sets what it is told and inherits nothing: %j', (wanted) => {
    const flags =
      (wanted.nonBlocking ? SOCK_NONBLOCK : 0) | (wanted.closeOnExec ? SOCK_CLOEXEC : 0);
    for (const listenerFlags of [0, SOCK_NONBLOCK]) {
      const { listener, address } = listening(listenerFlags);
      realKernel.connect(streamSocket(), address, address.length);
      const fd = opened(kernel.accept4(listener, null, null, flags));
      expect(flagsOf(fd)).toEqual(wanted);
      expect(callsOf('setsockopt').at(-1)?.slice(0, 3)).toEqual([
        fd,
        SOL_SOCKET,
        SO_NOSIGPIPE,
      ]);
    }
  });

  it('checks its arguments as that of Linux', () => {
    expect(kernel.accept4(-1, null, null, 0)).toBe(-errno.EBADF);
    expect(kernel.accept4(0, new Uint8Array(8), null, 0)).toBe(-errno.EFAULT);
    expect(kernel.accept4(0, null, null, 1.5)).toBe(-errno.EINVAL);
    expect(calls).toEqual([]);
  });

  it('closes the connection again if its flags cannot be set', () => {
    const { listener, address } = listening();
    realKernel.connect(streamSocket(), address, address.length);
    failing.name = 'fcntl';
    failing.afterCalls = 0;
    expect(kernel.accept4(listener, null, null, SOCK_CLOEXEC)).toBe(-errno.EBADF);
    const [[fd] = []] = callsOf('close');
    expect(realKernel.fcntl(Number(fd), F_GETFD, 0)).toBe(-errno.EBADF);
  });
});

describe('pipe2() of macOS', () => {
  it.each(combinations)('sets what it is told for both ends: %j', (wanted) => {
    const flags =
      (wanted.nonBlocking ? O_NONBLOCK : 0) | (wanted.closeOnExec ? O_CLOEXEC : 0);
    const fds = new Int32Array(2);
    expect(kernel.pipe2(fds, flags)).toBe(0);
    for (const fd of fds) expect(flagsOf(opened(fd))).toEqual(wanted);
  });

  it.each([0, 1])('closes both ends if the flags of end %i cannot be set', (end) => {
    const fds = new Int32Array(2);
    failing.name = 'fcntl';
    failing.afterCalls = 2 * end;
    expect(kernel.pipe2(fds, O_CLOEXEC)).toBe(-errno.EBADF);
    const closed = callsOf('close').map(([fd]) => Number(fd));
    expect(closed.sort()).toEqual([...fds].sort());
  });
});

describe('kevent() of macOS', () => {
  const event = new Uint8Array(layouts.kevent.size);

  it('passes its lists and its time on', () => {
    const timeout = Int32Array.of(1, 0, 0, 0);
    expect(kernel.kevent(3, event, 1, event, 1, timeout)).toBe(0);
    expect(kernel.kevent(3, null, 0, null, 0, null)).toBe(0);
    expect(callsOf('kevent')).toEqual([
      [3, event, 1, event, 1, timeout],
      [3, null, 0, null, 0, null],
    ]);
  });

  it('refuses lists that are shorter than it is told', () => {
    expect(kernel.kevent(-1, null, 0, null, 0, null)).toBe(-errno.EBADF);
    expect(kernel.kevent(3, event, 2, null, 0, null)).toBe(-errno.EFAULT);
    expect(kernel.kevent(3, null, 0, event, 2, null)).toBe(-errno.EFAULT);
    expect(kernel.kevent(3, null, 1, null, 0, null)).toBe(-errno.EFAULT);
    expect(kernel.kevent(3, null, 0, null, 0, Int32Array.of(1))).toBe(-errno.EFAULT);
    expect(kernel.kevent(3, event, -1, null, 0, null)).toBe(-errno.EFAULT);
    expect(kernel.kevent(3, event, 1.5, null, 0, null)).toBe(-errno.EINVAL);
    expect(calls).toEqual([]);
  });

  it('has no epoll beside it', () => {
    expect(kernel.epoll_create1(0)).toBe(-errno.ENOSYS);
    expect(kernel.epoll_ctl(0, 1, 0, null)).toBe(-errno.ENOSYS);
    expect(kernel.epoll_wait(0, new Int32Array(4), 1, 0)).toBe(-errno.ENOSYS);
  });
});
