/**
 * What C leaves to its caller: nonsense must be answered, not passed on to the kernel, and no
 * call may write beyond the memory that it was given.
 */
import { openSync } from 'node:fs';
import koffi from 'koffi';
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  EPOLL_CTL_ADD,
  EPOLLIN,
  POLLIN,
  SO_RCVBUF,
  SOCK_STREAM,
  SOL_SOCKET,
} from './constants.ts';
import { errno } from './errno.ts';
import type { Kernel } from './kernel.ts';
import {
  bytes,
  connected,
  listening,
  opened,
  pipe,
  streamSocket,
} from './native.fixture.ts';
import { kernel } from './native.ts';
import { platform } from './platform.ts';
import { fdSetAdd, pollfd, timeval } from './structs.ts';

const onLinux = platform.system === 'linux';
const buffer = new Uint8Array(16);
const notInts = [1.5, Number.NaN, Infinity, -Infinity, 2 ** 31, 2 ** 53];

type Call = [name: string, call: (kernel: Kernel, value: number) => number];

describe('a descriptor that is none', () => {
  const calls: Call[] = [
    ['bind', (k, fd) => k.bind(fd, buffer, 16)],
    ['listen', (k, fd) => k.listen(fd, 1)],
    ['accept4', (k, fd) => k.accept4(fd, null, null, 0)],
    ['connect', (k, fd) => k.connect(fd, buffer, 16)],
    ['send', (k, fd) => k.send(fd, buffer, 1, 0)],
    ['recv', (k, fd) => k.recv(fd, buffer, 1, 0)],
    ['shutdown', (k, fd) => k.shutdown(fd, 0)],
    ['close', (k, fd) => k.close(fd)],
    ['fcntl', (k, fd) => k.fcntl(fd, 1, 0)],
    [
      'getsockopt',
      (k, fd) => k.getsockopt(fd, 1, 2, new Int32Array(1), Int32Array.of(4)),
    ],
    ['setsockopt', (k, fd) => k.setsockopt(fd, 1, 2, new Int32Array(1), 4)],
    ['getsockname', (k, fd) => k.getsockname(fd, buffer, Int32Array.of(16))],
    ['getpeername', (k, fd) => k.getpeername(fd, buffer, Int32Array.of(16))],
    ['read', (k, fd) => k.read(fd, buffer, 1)],
    ['write', (k, fd) => k.write(fd, buffer, 1)],
  ];
  const onLinuxAlone: Call[] = [
    ['epoll_ctl', (k, fd) => k.epoll_ctl(fd, EPOLL_CTL_ADD, 0, new Int32Array(4))],
    ['epoll_ctl on it', (k, fd) => k.epoll_ctl(0, EPOLL_CTL_ADD, fd, new Int32Array(4))],
    ['epoll_wait', (k, fd) => k.epoll_wait(fd, new Int32Array(4), 1, 0)],
  ];

  it.each(onLinux ? [...calls, ...onLinuxAlone] : calls)(
    'is EBADF for %s()',
    (_, call) => {
      for (const fd of [...notInts, -1, -0.5, -(2 ** 31), -(2 ** 31) - 1]) {
        expect({ fd, answer: call(kernel, fd) }).toEqual({ fd, answer: -errno.EBADF });
      }
    },
  );

  it('is not cut to one that is open: 1.5 is not the standard output', () => {
    expect(kernel.write(1.5, bytes('lost\n'), 5)).toBe(-errno.EBADF);
    const wrapped = 2 ** 32 + 1;
    expect(kernel.write(wrapped, bytes('lost\n'), 5)).toBe(-errno.EBADF);
  });
});

describe('a length', () => {
  const lengths = [
    17,
    -1,
    1.5,
    Number.NaN,
    Infinity,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    -(2 ** 31),
  ];
  const calls: Call[] = [
    ['bind', (k, length) => k.bind(streamSocket(), buffer, length)],
    ['connect', (k, length) => k.connect(streamSocket(), buffer, length)],
    ['send', (k, length) => k.send(connected().near, buffer, length, 0)],
    ['recv', (k, length) => k.recv(connected().near, buffer, length, 0)],
    ['read', (k, length) => k.read(pipe().readEnd, buffer, length)],
    ['write', (k, length) => k.write(pipe().writeEnd, buffer, length)],
    [
      'setsockopt',
      (k, length) => k.setsockopt(streamSocket(), 1, 2, new Int32Array(4), length),
    ],
  ];

  it.each(calls)('that the memory does not hold is EFAULT for %s()', (_, call) => {
    for (const length of lengths) {
      const answer = call(kernel, length);
      expect({ length, answer }).toEqual({ length, answer: -errno.EFAULT });
    }
  });

  it('may be less than the memory holds', () => {
    const { near, far } = connected();
    expect(kernel.send(near, bytes('abcdef'), 3, 0)).toBe(3);
    const received = new Uint8Array(4);
    expect(kernel.recv(far, received, 2, 0)).toBe(2);
    expect([...received]).toEqual([97, 98, 0, 0]);
  });

  it('of 0 is one', () => {
    const { near } = connected();
    const { writeEnd } = pipe();
    expect(kernel.send(near, new Uint8Array(0), 0, 0)).toBe(0);
    expect(kernel.write(writeEnd, new Uint8Array(0), 0)).toBe(0);
  });

  it('of more than 2 GiB gets a short count, as from Linux itself', () => {
    const nothing = opened(openSync('/dev/null', 'w'));
    const large = new Uint8Array(2 ** 31 + 5); // never touched, so it costs no memory
    expect(kernel.write(nothing, large, large.length)).toBe(0x7fff_f000);
    expect(kernel.write(nothing, large, large.length + 1)).toBe(-errno.EFAULT);
  });

  it('that an address has room for is the first number of its array', () => {
    const fd = streamSocket();
    const small = new Uint8Array(8);
    for (const length of [9, -1]) {
      expect(kernel.getsockname(fd, small, Int32Array.of(length))).toBe(-errno.EFAULT);
    }
    expect(kernel.getsockname(fd, small, new Int32Array(0))).toBe(-errno.EFAULT);
    expect(kernel.getpeername(fd, small, Int32Array.of(9))).toBe(-errno.EFAULT);
    const value = new Int32Array(1);
    expect(kernel.getsockopt(fd, 1, 2, value, Int32Array.of(5))).toBe(-errno.EFAULT);
    const { listener } = listening();
    expect(kernel.accept4(listener, small, Int32Array.of(9), 0)).toBe(-errno.EFAULT);
    expect(kernel.accept4(listener, small, null, 0)).toBe(-errno.EFAULT);
  });
});

describe('structs that are too small', () => {
  it('are EFAULT for poll(), select() and pipe2()', () => {
    expect(kernel.poll(Int32Array.of(0), 1, 0)).toBe(-errno.EFAULT);
    expect(kernel.poll(null, 1, 0)).toBe(-errno.EFAULT);
    expect(kernel.poll(new Int32Array(2), -1, 0)).toBe(-errno.EFAULT);
    expect(kernel.poll(new Int32Array(2), 2 ** 30, 0)).toBe(-errno.EFAULT);
    expect(kernel.pipe2(new Int32Array(1), 0)).toBe(-errno.EFAULT);
    expect(kernel.select(1, new Uint8Array(7), null, null, timeval(0))).toBe(
      -errno.EFAULT,
    );
    expect(kernel.select(65, null, new Uint8Array(8), null, timeval(0))).toBe(
      -errno.EFAULT,
    );
    expect(kernel.select(1, null, null, new Uint8Array(0), timeval(0))).toBe(
      -errno.EFAULT,
    );
    expect(kernel.select(0, null, null, null, new Int32Array(3))).toBe(-errno.EFAULT);
  });

  it.runIf(onLinux)('are EFAULT for the epoll calls', () => {
    const epfd = opened(kernel.epoll_create1(0));
    const { readEnd } = pipe();
    expect(kernel.epoll_ctl(epfd, EPOLL_CTL_ADD, readEnd, new Int32Array(2))).toBe(
      -errno.EFAULT,
    );
    expect(kernel.epoll_ctl(epfd, EPOLL_CTL_ADD, readEnd, null)).toBe(-errno.EFAULT);
    expect(kernel.epoll_wait(epfd, new Int32Array(4), 2, 0)).toBe(-errno.EFAULT);
  });
});

describe('a number that C’s int cannot hold', () => {
  const calls: Call[] = [
    ['socket', (k, value) => k.socket(value, SOCK_STREAM, 0)],
    ['socket', (k, value) => k.socket(AF_INET, value, 0)],
    ['socket', (k, value) => k.socket(AF_INET, SOCK_STREAM, value)],
    ['listen', (k, value) => k.listen(streamSocket(), value)],
    ['accept4', (k, value) => k.accept4(listening().listener, null, null, value)],
    ['send', (k, value) => k.send(connected().near, buffer, 1, value)],
    ['recv', (k, value) => k.recv(connected().near, buffer, 1, value)],
    ['shutdown', (k, value) => k.shutdown(connected().near, value)],
    ['fcntl', (k, value) => k.fcntl(streamSocket(), value, 0)],
    ['fcntl', (k, value) => k.fcntl(streamSocket(), 1, value)],
    [
      'getsockopt',
      (k, value) =>
        k.getsockopt(streamSocket(), value, 2, new Int32Array(1), Int32Array.of(4)),
    ],
    [
      'setsockopt',
      (k, value) => k.setsockopt(streamSocket(), 1, value, new Int32Array(1), 4),
    ],
    ['poll', (k, value) => k.poll(pollfd(0, 0), 1, value)],
    ['poll', (k, value) => k.poll(pollfd(0, 0), value, 0)],
    ['select', (k, value) => k.select(value, null, null, null, timeval(0))],
    ['pipe2', (k, value) => k.pipe2(new Int32Array(2), value)],
  ];
  const onLinuxAlone: Call[] = [
    ['epoll_create1', (k, value) => k.epoll_create1(value)],
    ['epoll_ctl', (k, value) => k.epoll_ctl(0, value, 0, new Int32Array(4))],
    ['epoll_wait', (k, value) => k.epoll_wait(0, new Int32Array(4), value, 0)],
    ['epoll_wait', (k, value) => k.epoll_wait(0, new Int32Array(4), 1, value)],
  ];

  it.each(onLinux ? [...calls, ...onLinuxAlone] : calls)(
    'is EINVAL for %s()',
    (_, call) => {
      for (const value of notInts) {
        expect({ value, answer: call(kernel, value) }).toEqual({
          value,
          answer: -errno.EINVAL,
        });
      }
    },
  );

  it('is EINVAL for select() if it is negative, and for epoll_wait() below 1', () => {
    expect(kernel.select(-1, null, null, null, timeval(0))).toBe(-errno.EINVAL);
    if (!onLinux) return;
    const epfd = opened(kernel.epoll_create1(0));
    expect(kernel.epoll_wait(epfd, new Int32Array(4), 0, 0)).toBe(-errno.EINVAL);
    expect(kernel.epoll_wait(epfd, new Int32Array(4), -1, 0)).toBe(-errno.EINVAL);
  });
});

describe('the memory around what a call writes', () => {
  const marker = 0xa5;

  /** Memory with `length` bytes in the middle; `check` says that nothing else has changed. */
  function guarded(length: number): { inside: Uint8Array; check: () => void } {
    const around = new Uint8Array(4096 + length).fill(marker);
    return {
      inside: around.subarray(2048, 2048 + length).fill(0),
      check: () => {
        const before = around.subarray(0, 2048);
        const after = around.subarray(2048 + length);
        expect(before.every((byte) => byte === marker)).toBe(true);
        expect(after.every((byte) => byte === marker)).toBe(true);
      },
    };
  }

  function words(memory: Uint8Array): Int32Array {
    return new Int32Array(memory.buffer, memory.byteOffset, memory.length / 4);
  }

  it.each([1, 3, 64, 1000])('stays as it is around recv() and read() of %s', (length) => {
    const { near, far } = connected();
    const { readEnd, writeEnd } = pipe();
    const sent = new Uint8Array(2000).fill(7);
    kernel.send(near, sent, sent.length, 0);
    kernel.write(writeEnd, sent, sent.length);
    for (const take of [
      (memory: Uint8Array) => kernel.recv(far, memory, memory.length, 0),
      (memory: Uint8Array) => kernel.read(readEnd, memory, memory.length),
    ]) {
      const { inside, check } = guarded(length);
      expect(take(inside)).toBe(length);
      expect(inside.every((byte) => byte === 7)).toBe(true);
      check();
    }
  });

  it('is not sent either: send() begins and ends where the view does', () => {
    const { near, far } = connected();
    const { inside } = guarded(5);
    inside.set(bytes('12345'));
    expect(kernel.send(near, inside, 5, 0)).toBe(5);
    const received = new Uint8Array(100);
    expect(kernel.recv(far, received, 100, 0)).toBe(5);
    expect(received.subarray(0, 5)).toEqual(bytes('12345'));
  });

  it('stays as it is around an address that is cut off, and its length is told', () => {
    const { near } = connected();
    const { inside, check } = guarded(5);
    const length = Int32Array.of(5);
    expect(kernel.getsockname(near, inside, length)).toBe(0);
    expect(length[0]).toBe(16);
    check();
  });

  it('stays as it is around an option', () => {
    const { inside, check } = guarded(4);
    const length = Int32Array.of(4);
    const fd = streamSocket();
    expect(kernel.getsockopt(fd, SOL_SOCKET, SO_RCVBUF, words(inside), length)).toBe(0);
    expect(words(inside)[0]).toBeGreaterThan(0);
    check();
  });

  it('stays as it is around the sets of select() and the structs of poll()', () => {
    const { readEnd, writeEnd } = pipe();
    kernel.write(writeEnd, bytes('x'), 1);
    const set = guarded(Math.ceil((readEnd + 1) / 64) * 8);
    fdSetAdd(set.inside, readEnd);
    expect(kernel.select(readEnd + 1, set.inside, null, null, timeval(0))).toBe(1);
    set.check();
    const fds = guarded(8);
    words(fds.inside).set(pollfd(readEnd, POLLIN));
    expect(kernel.poll(words(fds.inside), 1, 0)).toBe(1);
    fds.check();
  });

  it.runIf(onLinux)('stays as it is around the events of epoll_wait()', () => {
    const epfd = opened(kernel.epoll_create1(0));
    const size = platform.processor === 'x64' ? 12 : 16;
    for (let count = 0; count < 3; count++) {
      const { writeEnd, readEnd } = pipe();
      kernel.write(writeEnd, bytes('x'), 1);
      kernel.epoll_ctl(epfd, EPOLL_CTL_ADD, readEnd, Int32Array.of(EPOLLIN, 0, 0, 0));
    }
    const { inside, check } = guarded(2 * size);
    expect(kernel.epoll_wait(epfd, words(inside), 2, 0)).toBe(2);
    check();
  });

  it('may be shared with other threads', () => {
    const { near, far } = connected();
    const shared = new Uint8Array(new SharedArrayBuffer(16), 4, 8);
    kernel.send(near, bytes('shared'), 6, 0);
    expect(kernel.recv(far, shared, shared.length, 0)).toBe(6);
    expect(new TextDecoder().decode(Uint8Array.from(shared))).toBe('shared\0\0');
  });
});

describe('koffi by itself', () => {
  const c = koffi.load(null);

  it('cuts a number with a fraction, which is why descriptors are checked', () => {
    const { readEnd, writeEnd } = pipe();
    const write = c.func('int write(int, const void *, int)');
    expect(write(writeEnd + 0.5, bytes('x'), 1)).toBe(1);
    expect(kernel.read(readEnd, new Uint8Array(8), 8)).toBe(1);
  });

  it('lets C write over what lies behind an array, which is why lengths are checked', () => {
    const { readEnd, writeEnd } = pipe();
    kernel.write(writeEnd, new Uint8Array(64).fill(7), 64);
    const memory = new Uint8Array(64);
    const read = c.func('int read(int, void *, int)');
    expect(read(readEnd, memory.subarray(0, 4), 64)).toBe(64);
    expect(memory.subarray(4).every((byte) => byte === 7)).toBe(true);
  });
});
