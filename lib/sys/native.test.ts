/**
 * The real kernel keeps the promises of `Kernel`: what the man pages say happens.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  EPOLL_CLOEXEC,
  F_GETFD,
  F_GETFL,
  FD_CLOEXEC,
  MSG_NOSIGNAL,
  O_NONBLOCK,
  POLLHUP,
  POLLIN,
  POLLNVAL,
  POLLOUT,
  SHUT_RDWR,
  SHUT_WR,
  SOCK_CLOEXEC,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_STREAM,
} from './constants.ts';
import { errno } from './errno.ts';
import {
  bytes,
  connected,
  hasIPv6,
  listening,
  loopback,
  loopback6,
  nobodyListening,
  opened,
  pipe,
  streamSocket,
  unixAddress,
} from './native.fixture.ts';
import { kernel } from './native.ts';
import { platform } from './platform.ts';
import { fdSet, fdSetAdd, fdSetHas, pollfd, pollfdRevents, timeval } from './structs.ts';

const onLinux = platform.system === 'linux';

/** fcntl(2), F_DUPFD: the same open file under another number, `least` or above. */
function duplicate(fd: number, least: number): number {
  return kernel.fcntl(fd, 0, least);
}

function socketPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'would-block-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'socket');
}

describe('a connection', () => {
  const families: [string, number, () => Uint8Array][] = [
    ['IPv4', AF_INET, loopback],
    ['a Unix path', AF_UNIX, () => unixAddress(socketPath())],
  ];
  if (hasIPv6) families.push(['IPv6', AF_INET6, loopback6]);

  it.each(families)('carries bytes both ways over %s', (_, family, anyAddress) => {
    const address = anyAddress();
    const length = Int32Array.of(address.length);
    const listener = opened(kernel.socket(family, SOCK_STREAM, 0));
    expect(kernel.bind(listener, address, address.length)).toBe(0);
    expect(kernel.listen(listener, 1)).toBe(0);
    expect(kernel.getsockname(listener, address, length)).toBe(0);

    const client = opened(kernel.socket(family, SOCK_STREAM, 0));
    expect(kernel.connect(client, address, address.length)).toBe(0);
    const accepted = opened(kernel.accept4(listener, null, null, 0));

    const buffer = new Uint8Array(100);
    for (const [from, to] of [
      [client, accepted],
      [accepted, client],
    ] as const) {
      expect(kernel.send(from, bytes('hello'), 5, MSG_NOSIGNAL)).toBe(5);
      expect(kernel.recv(to, buffer, buffer.length, 0)).toBe(5);
      expect(new TextDecoder().decode(buffer.subarray(0, 5))).toBe('hello');
    }
    expect(kernel.shutdown(client, SHUT_WR)).toBe(0);
    expect(kernel.recv(accepted, buffer, buffer.length, 0)).toBe(0);
  });

  it('tells accept4() and getpeername() the same peer', () => {
    const { listener, address } = listening();
    const client = streamSocket();
    kernel.connect(client, address, address.length);
    const fromAccept = new Uint8Array(128);
    const length = Int32Array.of(128);
    const accepted = opened(kernel.accept4(listener, fromAccept, length, 0));
    expect(length[0]).toBe(16);

    const peer = new Uint8Array(128);
    const own = new Uint8Array(128);
    expect(kernel.getpeername(accepted, peer, Int32Array.of(128))).toBe(0);
    expect(kernel.getsockname(client, own, Int32Array.of(128))).toBe(0);
    expect(peer).toEqual(fromAccept);
    expect(own).toEqual(fromAccept);
  });

  it('is accepted with the flags that accept4() is told, and not the listener’s', () => {
    const { listener, address } = listening(SOCK_NONBLOCK | SOCK_CLOEXEC);
    const accept = (flags: number) => {
      const client = streamSocket();
      kernel.connect(client, address, address.length);
      return opened(kernel.accept4(listener, null, null, flags));
    };
    const plain = accept(0);
    expect(kernel.fcntl(plain, F_GETFL, 0) & O_NONBLOCK).toBe(0);
    expect(kernel.fcntl(plain, F_GETFD, 0)).toBe(0);
    const flagged = accept(SOCK_NONBLOCK | SOCK_CLOEXEC);
    expect(kernel.fcntl(flagged, F_GETFL, 0) & O_NONBLOCK).toBe(O_NONBLOCK);
    expect(kernel.fcntl(flagged, F_GETFD, 0)).toBe(FD_CLOEXEC);
  });

  it('that nobody listens for is refused', () => {
    const address = nobodyListening();
    const answer = kernel.connect(streamSocket(), address, address.length);
    expect(answer).toBe(-errno.ECONNREFUSED);
  });
});

describe('a datagram', () => {
  it('comes whole or cut off, never in two pieces', () => {
    const receiver = opened(kernel.socket(AF_INET, SOCK_DGRAM, 0));
    const address = loopback();
    kernel.bind(receiver, address, 16);
    kernel.getsockname(receiver, address, Int32Array.of(16));
    const sender = opened(kernel.socket(AF_INET, SOCK_DGRAM, 0));
    expect(kernel.connect(sender, address, 16)).toBe(0);
    expect(kernel.send(sender, bytes('first'), 5, 0)).toBe(5);
    expect(kernel.send(sender, bytes('second'), 6, 0)).toBe(6);
    const buffer = new Uint8Array(3);
    expect(kernel.recv(receiver, buffer, 3, 0)).toBe(3);
    expect(kernel.recv(receiver, buffer, 3, 0)).toBe(3);
    expect(new TextDecoder().decode(buffer)).toBe('sec');
  });
});

describe('a call that would wait on a non-blocking socket', () => {
  it('answers EAGAIN for accept4(), recv() and a send() into full buffers', () => {
    const { listener } = listening(SOCK_NONBLOCK);
    expect(kernel.accept4(listener, null, null, 0)).toBe(-errno.EAGAIN);

    const { readEnd, writeEnd } = pipe(O_NONBLOCK);
    const buffer = new Uint8Array(65_536);
    expect(kernel.read(readEnd, buffer, buffer.length)).toBe(-errno.EAGAIN);
    let written = 0;
    let answer = 0;
    while (answer >= 0) {
      written += answer;
      answer = kernel.write(writeEnd, buffer, buffer.length);
    }
    expect(answer).toBe(-errno.EAGAIN);
    expect(written).toBeGreaterThan(0);
  });

  it('answers EINPROGRESS or the result for connect()', () => {
    const { address } = listening();
    const client = streamSocket(SOCK_NONBLOCK);
    expect([0, -errno.EINPROGRESS]).toContain(kernel.connect(client, address, 16));
    expect(kernel.poll(pollfd(client, POLLOUT), 1, -1)).toBe(1);
    expect([0, -errno.EISCONN]).toContain(kernel.connect(client, address, 16));
  });
});

describe('errors of the kernel', () => {
  it('come as the negated errno of the call that failed', () => {
    const { readEnd, writeEnd } = pipe();
    const fd = streamSocket();
    const { address } = listening();
    expect(kernel.close(1_000_000)).toBe(-errno.EBADF);
    expect(kernel.recv(readEnd, new Uint8Array(1), 1, 0)).toBe(-errno.ENOTSOCK);
    expect(kernel.recv(fd, new Uint8Array(1), 1, 0)).toBe(-errno.ENOTCONN);
    expect(kernel.getpeername(fd, new Uint8Array(16), Int32Array.of(16))).toBe(
      -errno.ENOTCONN,
    );
    expect(kernel.bind(fd, address, 16)).toBe(-errno.EADDRINUSE);
    expect(kernel.write(readEnd, bytes('x'), 1)).toBe(-errno.EBADF);
    expect(kernel.read(writeEnd, new Uint8Array(1), 1)).toBe(-errno.EBADF);
    expect(kernel.socket(9999, SOCK_STREAM, 0)).toBe(-errno.EAFNOSUPPORT);
    expect(kernel.accept4(fd, null, null, 0)).toBe(-errno.EINVAL);
    expect(kernel.shutdown(fd, SHUT_WR)).toBe(-errno.ENOTCONN);
    expect(kernel.fcntl(fd, 9999, 0)).toBe(-errno.EINVAL);
    expect(kernel.getsockopt(fd, 1, 9999, new Int32Array(1), Int32Array.of(4))).toBe(
      -errno.ENOPROTOOPT,
    );
  });

  it('do not linger: a call that succeeds afterwards answers its own number', () => {
    const fd = streamSocket();
    for (let round = 0; round < 100; round++) {
      expect(kernel.recv(fd, new Uint8Array(1), 1, 0)).toBe(-errno.ENOTCONN);
      expect(kernel.fcntl(fd, F_GETFD, 0)).toBe(0);
    }
  });

  it('never raise SIGPIPE, which would end this process', () => {
    const fds = new Int32Array(2);
    kernel.pipe2(fds, 0);
    const [readEnd = -1, writeEnd = -1] = fds;
    kernel.close(readEnd);
    expect(kernel.write(opened(writeEnd), bytes('x'), 1)).toBe(-errno.EPIPE);
    const { near } = connected();
    kernel.shutdown(near, SHUT_WR);
    expect(kernel.send(near, bytes('x'), 1, 0)).toBe(-errno.EPIPE);
  });
});

describe('pipe2()', () => {
  it('gives the end to read from, then the end to write to', () => {
    const { readEnd, writeEnd } = pipe();
    expect(kernel.write(writeEnd, bytes('through'), 7)).toBe(7);
    const buffer = new Uint8Array(10);
    expect(kernel.read(readEnd, buffer, 10)).toBe(7);
    expect(new TextDecoder().decode(buffer.subarray(0, 7))).toBe('through');
  });

  it('reads the end of the stream once the other end is closed', () => {
    const fds = new Int32Array(2);
    kernel.pipe2(fds, 0);
    const [readEnd = -1, writeEnd = -1] = fds;
    expect(kernel.close(writeEnd)).toBe(0);
    expect(kernel.read(opened(readEnd), new Uint8Array(1), 1)).toBe(0);
  });
});

describe('poll()', () => {
  it('answers how many of many are ready, and which', () => {
    const first = pipe();
    const second = pipe();
    kernel.write(second.writeEnd, bytes('x'), 1);
    const fds = Int32Array.of(
      ...pollfd(first.readEnd, POLLIN),
      ...pollfd(second.readEnd, POLLIN),
      ...pollfd(-1, POLLIN),
      ...pollfd(1_000_000, POLLIN),
    );
    expect(kernel.poll(fds, 4, 0)).toBe(2);
    const answers = [0, 2, 4, 6].map((at) => pollfdRevents(fds.subarray(at)));
    expect(answers).toEqual([0, POLLIN, 0, POLLNVAL]);
  });

  it('answers 0 when the time is up', () => {
    const { readEnd } = pipe();
    const before = kernel.monotonicMs();
    expect(kernel.poll(pollfd(readEnd, POLLIN), 1, 20)).toBe(0);
    expect(kernel.monotonicMs() - before).toBeGreaterThanOrEqual(19);
  });

  it('sleeps on no descriptors at all: NULL and 0', () => {
    expect(kernel.poll(null, 0, 1)).toBe(0);
  });

  it('tells of the end of a connection', () => {
    const { near, far } = connected();
    kernel.shutdown(near, SHUT_RDWR);
    kernel.shutdown(far, SHUT_RDWR);
    const fds = pollfd(near, POLLIN);
    expect(kernel.poll(fds, 1, 1000)).toBe(1);
    expect(pollfdRevents(fds) & (POLLIN | POLLHUP)).not.toBe(0);
  });
});

describe('select()', () => {
  it('leaves the bits of what is ready, in three sets', () => {
    const { readEnd, writeEnd } = pipe();
    const idle = pipe();
    kernel.write(writeEnd, bytes('x'), 1);
    const readfds = fdSet();
    const writefds = fdSet();
    fdSetAdd(readfds, readEnd);
    fdSetAdd(readfds, idle.readEnd);
    fdSetAdd(writefds, writeEnd);
    const nfds = Math.max(readEnd, writeEnd, idle.readEnd) + 1;
    expect(kernel.select(nfds, readfds, writefds, fdSet(), timeval(0))).toBe(2);
    expect(fdSetHas(readfds, readEnd)).toBe(true);
    expect(fdSetHas(readfds, idle.readEnd)).toBe(false);
    expect(fdSetHas(writefds, writeEnd)).toBe(true);
  });

  it('looks at no descriptor ≥ nfds', () => {
    const { readEnd, writeEnd } = pipe();
    kernel.write(writeEnd, bytes('x'), 1);
    const readfds = fdSet();
    fdSetAdd(readfds, readEnd);
    expect(kernel.select(readEnd, readfds, null, null, timeval(0))).toBe(0);
  });

  it('answers 0 when the time is up, with NULL for every set', () => {
    const before = kernel.monotonicMs();
    expect(kernel.select(0, null, null, null, timeval(20))).toBe(0);
    expect(kernel.monotonicMs() - before).toBeGreaterThanOrEqual(19);
  });

  it('answers EBADF for a descriptor that is not open', () => {
    // One that was: Linux does not look beyond the largest that the process ever had.
    const closed = duplicate(streamSocket(), 200);
    kernel.close(closed);
    const readfds = fdSet();
    fdSetAdd(readfds, closed);
    const answer = kernel.select(closed + 1, readfds, null, null, timeval(0));
    expect(answer).toBe(-errno.EBADF);
  });

  it.runIf(onLinux)('takes more than 1,024 descriptors on Linux, in larger sets', () => {
    const { readEnd, writeEnd } = pipe();
    kernel.write(writeEnd, bytes('x'), 1);
    const high = duplicate(readEnd, 1500);
    if (high === -errno.EINVAL) return; // `ulimit -n` is lower
    opened(high);
    const readfds = new Uint8Array(256);
    fdSetAdd(readfds, high);
    expect(kernel.select(high + 1, readfds, null, null, timeval(0))).toBe(1);
    expect(fdSetHas(readfds, high)).toBe(true);
    expect(kernel.select(high + 1, fdSet(), null, null, timeval(0))).toBe(-errno.EFAULT);
  });
});

describe('what the system does not have', () => {
  it.runIf(onLinux)('is ENOSYS: kqueue() and kevent() on Linux', () => {
    expect(kernel.kqueue()).toBe(-errno.ENOSYS);
    expect(kernel.kevent(0, null, 0, null, 0, null)).toBe(-errno.ENOSYS);
  });

  it.skipIf(onLinux)('is ENOSYS: the epoll calls elsewhere', () => {
    expect(kernel.epoll_create1(EPOLL_CLOEXEC)).toBe(-errno.ENOSYS);
    expect(kernel.epoll_ctl(0, 1, 0, null)).toBe(-errno.ENOSYS);
    expect(kernel.epoll_wait(0, new Int32Array(4), 1, 0)).toBe(-errno.ENOSYS);
  });
});

describe('monotonicMs()', () => {
  it('never goes back', () => {
    let before = kernel.monotonicMs();
    for (let look = 0; look < 10_000; look++) {
      const now = kernel.monotonicMs();
      expect(now >= before).toBe(true);
      before = now;
    }
  });

  it('counts in ms, with fractions, the same ones as the kernel’s timeouts', () => {
    const before = kernel.monotonicMs();
    kernel.poll(null, 0, 30);
    const passed = kernel.monotonicMs() - before;
    expect(passed).toBeGreaterThanOrEqual(29);
    expect(passed).toBeLessThan(3000);
    const looks = Array.from({ length: 100 }, () => kernel.monotonicMs());
    expect(looks.every(Number.isInteger)).toBe(false);
  });
});
