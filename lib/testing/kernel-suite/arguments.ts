/** What every call promises about arguments that make no sense. */
import { describe, expect, it } from 'vitest';
import { AF_UNIX, type Kernel } from '../../sys/index.ts';
import {
  type KernelUnderTest,
  loopback,
  NEVER_OPEN,
  named,
  type StartCase,
} from './kernel-under-test.ts';

// #region calls
type CallOn = (kernel: Kernel, fd: number) => number;

const room = () => new Uint8Array(128);
const length = (bytes: number) => Int32Array.of(bytes);

/** Every call that wants a socket, with good arguments otherwise. */
const socketCalls: [name: string, call: CallOn][] = [
  ['bind', (kernel, fd) => kernel.bind(fd, loopback(), 16)],
  ['listen', (kernel, fd) => kernel.listen(fd, 1)],
  ['accept4', (kernel, fd) => kernel.accept4(fd, null, null, 0)],
  ['connect', (kernel, fd) => kernel.connect(fd, loopback(), 16)],
  ['send', (kernel, fd) => kernel.send(fd, room(), 1, 0)],
  ['recv', (kernel, fd) => kernel.recv(fd, room(), 1, 0)],
  ['shutdown', (kernel, fd) => kernel.shutdown(fd, 0)],
  ['getsockopt', (kernel, fd) => kernel.getsockopt(fd, 1, 3, length(0), length(4))],
  ['setsockopt', (kernel, fd) => kernel.setsockopt(fd, 1, 2, length(1), 4)],
  ['getsockname', (kernel, fd) => kernel.getsockname(fd, room(), length(128))],
  ['getpeername', (kernel, fd) => kernel.getpeername(fd, room(), length(128))],
];

/** Every call that wants any descriptor. */
const descriptorCalls: [name: string, call: CallOn][] = [
  ...socketCalls,
  ['close', (kernel, fd) => kernel.close(fd)],
  ['fcntl', (kernel, fd) => kernel.fcntl(fd, 3, 0)],
  ['read', (kernel, fd) => kernel.read(fd, room(), 1)],
  ['write', (kernel, fd) => kernel.write(fd, room(), 1)],
  ['epoll_wait', (kernel, fd) => kernel.epoll_wait(fd, new Int32Array(4), 1, 0)],
];
// #endregion

// #region overlong
/** Calls whose length is more than their memory holds, on a connection. */
const overlong: [name: string, call: CallOn][] = [
  ['send', (kernel, fd) => kernel.send(fd, room(), 129, 0)],
  ['recv', (kernel, fd) => kernel.recv(fd, room(), 129, 0)],
  ['write', (kernel, fd) => kernel.write(fd, room(), 129)],
  ['read', (kernel, fd) => kernel.read(fd, room(), 129)],
  ['send of less than nothing', (kernel, fd) => kernel.send(fd, room(), -1, 0)],
  ['recv of part of a byte', (kernel, fd) => kernel.recv(fd, room(), 1.5, 0)],
  ['getsockname', (kernel, fd) => kernel.getsockname(fd, room(), length(129))],
  ['getpeername', (kernel, fd) => kernel.getpeername(fd, room(), length(-1))],
  ['getsockopt', (kernel, fd) => kernel.getsockopt(fd, 1, 3, length(0), length(5))],
  ['setsockopt', (kernel, fd) => kernel.setsockopt(fd, 1, 2, length(1), 5)],
  ['bind', (kernel, fd) => kernel.bind(fd, loopback(), 17)],
  ['connect', (kernel, fd) => kernel.connect(fd, loopback(), 17)],
  ['accept4', (kernel, fd) => kernel.accept4(fd, room(), length(129), 0)],
  ['accept4 with no length', (kernel, fd) => kernel.accept4(fd, room(), null, 0)],
  ['poll', (kernel) => kernel.poll(new Int32Array(2), 2, 0)],
  ['poll of NULL', (kernel) => kernel.poll(null, 1, 0)],
  [
    'select',
    (kernel) => kernel.select(65, new Uint8Array(8), null, null, new Int32Array(4)),
  ],
  ['select’s time', (kernel) => kernel.select(0, null, null, null, new Int32Array(3))],
  ['pipe2', (kernel) => kernel.pipe2(new Int32Array(1), 0)],
];
// #endregion

// #region no-descriptor
/** Descriptors that cannot be any. */
const nonsense = [-1, 0.5, Number.NaN, 2 ** 31, NEVER_OPEN];

function everyKindButSockets(on: KernelUnderTest): number[] {
  const { readEnd, writeEnd } = on.pipe();
  return [readEnd, writeEnd, on.opened(on.kernel.epoll_create1(0))];
}

/** EBADF, for every call. */
export function describeNoDescriptor(start: StartCase): void {
  describe('a descriptor that is none', () => {
    it.each(descriptorCalls)('is EBADF for %s()', (_, call) => {
      const { kernel } = start();
      for (const fd of nonsense) expect(named(call(kernel, fd)), `${fd}`).toBe('EBADF');
    });

    it.each(descriptorCalls)('is EBADF for %s() after it was closed', (_, call) => {
      const on = start();
      const fd = on.socket();
      on.close(fd);
      expect(named(call(on.kernel, fd))).toBe('EBADF');
    });
  });
}
// #endregion

// #region no-socket
/** ENOTSOCK, for every call that wants a socket. */
export function describeNoSocket(start: StartCase): void {
  describe('a pipe or an epoll', () => {
    it.each(socketCalls)('is ENOTSOCK for %s()', (_, call) => {
      const on = start();
      for (const fd of everyKindButSockets(on)) {
        expect(named(call(on.kernel, fd))).toBe('ENOTSOCK');
      }
    });

    it('is EINVAL for read() and write() if it is an epoll', () => {
      const on = start();
      const epoll = on.opened(on.kernel.epoll_create1(0));
      expect(on.read(epoll)).toBe('EINVAL');
      expect(on.write(epoll, 'x')).toBe('EINVAL');
    });
  });
}
// #endregion

// #region too-little-memory
/** EFAULT, for every call that is told of more memory than there is. */
export function describeTooLittleMemory(start: StartCase): void {
  describe('memory that is too small for what it is said to hold', () => {
    it.each(overlong)('is EFAULT for %s()', (_, call) => {
      const on = start();
      const { near } = on.connected();
      expect(named(call(on.kernel, near))).toBe('EFAULT');
    });

    it('is EFAULT for epoll_wait()', () => {
      const on = start();
      const epoll = on.opened(on.kernel.epoll_create1(0));
      expect(named(on.kernel.epoll_wait(epoll, new Int32Array(4), 2, 0))).toBe('EFAULT');
    });
  });
}
// #endregion

// #region odd-numbers
/** EINVAL, for numbers that C does not have. */
export function describeOddNumbers(start: StartCase): void {
  describe('a number that is no whole one, or too large for C', () => {
    it('is EINVAL', () => {
      const on = start();
      const { kernel } = on;
      const { near } = on.connected(AF_UNIX);
      const answers = [
        kernel.socket(0.5, 1, 0),
        kernel.listen(near, 0.5),
        kernel.send(near, room(), 1, 0.5),
        kernel.recv(near, room(), 1, 2 ** 40),
        kernel.shutdown(near, Number.NaN),
        kernel.fcntl(near, 0.5, 0),
        kernel.poll(null, 0, 0.5),
        kernel.select(0.5, null, null, null, null),
        kernel.epoll_create1(0.5),
        kernel.pipe2(new Int32Array(2), 0.5),
      ];
      expect(answers.map(named)).toEqual(answers.map(() => 'EINVAL'));
    });
  });
}

/** ENOSYS, for the calls of other systems. */
export function describeMissingCalls(start: StartCase): void {
  describe('a call that the system does not have', () => {
    it('is ENOSYS: kqueue() and kevent()', () => {
      const { kernel } = start();
      expect(named(kernel.kqueue())).toBe('ENOSYS');
      expect(named(kernel.kevent(0, null, 0, null, 0, null))).toBe('ENOSYS');
    });
  });
}
// #endregion
