/**
 * The numbers of this system are tried out on it; those of the other are held against a list from
 * its headers. One test elsewhere cannot replace the other: a wrong number may well do something.
 */
import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  F_GETFD,
  F_GETFL,
  F_SETFD,
  F_SETFL,
  FD_CLOEXEC,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPV6_V6ONLY,
  MSG_DONTWAIT,
  MSG_PEEK,
  O_CLOEXEC,
  O_NONBLOCK,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLNVAL,
  POLLOUT,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SO_ERROR,
  SO_KEEPALIVE,
  SO_LINGER,
  SO_RCVBUF,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SO_SNDBUF,
  SO_TYPE,
  SOCK_CLOEXEC,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  TCP_NODELAY,
} from './constants.ts';
import { errno } from './errno.ts';
import { constantsOf } from './foreign-platform.fixture.ts';
import {
  bytes,
  connected,
  listening,
  loopback,
  nobodyListening,
  opened,
  pipe,
  streamSocket,
} from './native.fixture.ts';
import { kernel } from './native.ts';
import { pollfd, pollfdRevents } from './structs.ts';

function option(fd: number, level: number, name: number): number {
  const value = Int32Array.of(-1);
  expect(kernel.getsockopt(fd, level, name, value, Int32Array.of(4))).toBe(0);
  return value[0] as number;
}

function setOption(fd: number, level: number, name: number, ...value: number[]): void {
  const words = Int32Array.from(value);
  expect(kernel.setsockopt(fd, level, name, words, words.byteLength)).toBe(0);
}

function polled(fd: number, events: number): number {
  const fds = pollfd(fd, events);
  kernel.poll(fds, 1, 1000);
  return pollfdRevents(fds);
}

describe('AF_… and SOCK_…', () => {
  it.each([
    ['AF_INET', AF_INET],
    ['AF_INET6', AF_INET6],
    ['AF_UNIX', AF_UNIX],
  ])('%s is a family that has both types of socket', (_, family) => {
    for (const type of [SOCK_STREAM, SOCK_DGRAM]) {
      const fd = opened(kernel.socket(family, type, 0));
      expect(option(fd, SOL_SOCKET, SO_TYPE)).toBe(type);
    }
  });

  it('SOCK_NONBLOCK makes a socket that never waits', () => {
    const fd = streamSocket(SOCK_NONBLOCK);
    expect(kernel.fcntl(fd, F_GETFL, 0) & O_NONBLOCK).toBe(O_NONBLOCK);
    expect(kernel.fcntl(streamSocket(), F_GETFL, 0) & O_NONBLOCK).toBe(0);
  });

  it('SOCK_CLOEXEC makes a socket that child processes do not inherit', () => {
    expect(kernel.fcntl(streamSocket(SOCK_CLOEXEC), F_GETFD, 0)).toBe(FD_CLOEXEC);
    expect(kernel.fcntl(streamSocket(), F_GETFD, 0)).toBe(0);
  });
});

describe('SO_…, TCP_… and IPV6_…', () => {
  it.each([
    ['SO_REUSEADDR', SOL_SOCKET, SO_REUSEADDR],
    ['SO_REUSEPORT', SOL_SOCKET, SO_REUSEPORT],
    ['SO_KEEPALIVE', SOL_SOCKET, SO_KEEPALIVE],
    ['TCP_NODELAY', IPPROTO_TCP, TCP_NODELAY],
  ])('%s can be switched on, and is off before', (_, level, name) => {
    const fd = streamSocket();
    expect(option(fd, level, name)).toBe(0);
    setOption(fd, level, name, 1);
    expect(option(fd, level, name)).not.toBe(0);
  });

  it.each([
    ['SO_SNDBUF', SO_SNDBUF],
    ['SO_RCVBUF', SO_RCVBUF],
  ])('%s sets the size of a buffer, which Linux doubles', (_, name) => {
    const fd = streamSocket();
    setOption(fd, SOL_SOCKET, name, 20_000);
    expect([20_000, 40_000]).toContain(option(fd, SOL_SOCKET, name));
  });

  it('SO_REUSEPORT lets two sockets listen on one port', () => {
    const first = streamSocket();
    const address = loopback();
    setOption(first, SOL_SOCKET, SO_REUSEPORT, 1);
    kernel.bind(first, address, 16);
    kernel.getsockname(first, address, Int32Array.of(16));
    kernel.listen(first, 1);
    expect(kernel.bind(streamSocket(), address, 16)).toBe(-errno.EADDRINUSE);
    const second = streamSocket();
    setOption(second, SOL_SOCKET, SO_REUSEPORT, 1);
    expect(kernel.bind(second, address, 16)).toBe(0);
    expect(kernel.listen(second, 1)).toBe(0);
  });

  it('SO_LINGER with no time makes close() reset the connection', () => {
    const { listener, address } = listening();
    const client = kernel.socket(AF_INET, SOCK_STREAM, 0);
    kernel.connect(client, address, 16);
    const accepted = opened(kernel.accept4(listener, null, null, 0));
    setOption(client, SOL_SOCKET, SO_LINGER, 1, 0);
    kernel.close(client);
    expect(kernel.recv(accepted, new Uint8Array(1), 1, 0)).toBe(-errno.ECONNRESET);
  });

  it('SO_ERROR says how a connection went, once', () => {
    const address = nobodyListening();
    const fd = streamSocket(SOCK_NONBLOCK);
    const answer = kernel.connect(fd, address, 16);
    if (answer === -errno.EINPROGRESS) {
      expect(polled(fd, POLLOUT) & POLLOUT).toBe(POLLOUT);
      expect(option(fd, SOL_SOCKET, SO_ERROR)).toBe(errno.ECONNREFUSED);
    } else {
      expect(answer).toBe(-errno.ECONNREFUSED);
    }
    expect(option(fd, SOL_SOCKET, SO_ERROR)).toBe(0);
  });

  it('IPV6_V6ONLY is an option of IPv6 sockets', () => {
    const fd = opened(kernel.socket(AF_INET6, SOCK_STREAM, 0));
    for (const value of [1, 0]) {
      setOption(fd, IPPROTO_IPV6, IPV6_V6ONLY, value);
      expect(option(fd, IPPROTO_IPV6, IPV6_V6ONLY)).toBe(value);
    }
  });
});

describe('MSG_… and SHUT_…', () => {
  it('MSG_PEEK reads bytes and leaves them there', () => {
    const { near, far } = connected();
    const buffer = new Uint8Array(8);
    kernel.send(near, bytes('peek'), 4, 0);
    expect(kernel.recv(far, buffer, 8, MSG_PEEK)).toBe(4);
    expect(kernel.recv(far, buffer, 8, 0)).toBe(4);
  });

  it('MSG_DONTWAIT makes one call non-blocking', () => {
    const { far } = connected();
    expect(kernel.recv(far, new Uint8Array(8), 8, MSG_DONTWAIT)).toBe(-errno.EAGAIN);
  });

  it('SHUT_WR ends what is sent, and the other direction stays open', () => {
    const { near, far } = connected();
    expect(kernel.shutdown(near, SHUT_WR)).toBe(0);
    expect(kernel.send(near, bytes('x'), 1, 0)).toBe(-errno.EPIPE);
    expect(kernel.recv(far, new Uint8Array(1), 1, 0)).toBe(0);
    expect(kernel.send(far, bytes('y'), 1, 0)).toBe(1);
    expect(kernel.recv(near, new Uint8Array(1), 1, 0)).toBe(1);
  });

  it('SHUT_RD ends what is received, and SHUT_RDWR both', () => {
    const { near, far } = connected();
    expect(kernel.shutdown(near, SHUT_RD)).toBe(0);
    expect(kernel.recv(near, new Uint8Array(1), 1, 0)).toBe(0);
    expect(kernel.send(near, bytes('x'), 1, 0)).toBe(1);
    expect(kernel.shutdown(far, SHUT_RDWR)).toBe(0);
    expect(kernel.send(far, bytes('x'), 1, 0)).toBe(-errno.EPIPE);
  });
});

describe('F_… and O_…', () => {
  it('O_NONBLOCK is the number that Node has for it', () => {
    expect(O_NONBLOCK).toBe(fs.constants.O_NONBLOCK);
  });

  it('F_SETFL and F_GETFL set O_NONBLOCK and tell it', () => {
    const { readEnd } = pipe();
    const flags = kernel.fcntl(readEnd, F_GETFL, 0);
    expect(flags & O_NONBLOCK).toBe(0);
    expect(kernel.fcntl(readEnd, F_SETFL, flags | O_NONBLOCK)).toBeGreaterThanOrEqual(0);
    expect(kernel.fcntl(readEnd, F_GETFL, 0)).toBe(flags | O_NONBLOCK);
    expect(kernel.read(readEnd, new Uint8Array(1), 1)).toBe(-errno.EAGAIN);
  });

  it('F_SETFD and F_GETFD set FD_CLOEXEC and tell it', () => {
    const { readEnd } = pipe();
    expect(kernel.fcntl(readEnd, F_GETFD, 0)).toBe(0);
    expect(kernel.fcntl(readEnd, F_SETFD, FD_CLOEXEC)).toBe(0);
    expect(kernel.fcntl(readEnd, F_GETFD, 0)).toBe(FD_CLOEXEC);
  });

  it('O_CLOEXEC and O_NONBLOCK are flags of pipe2()', () => {
    const { readEnd, writeEnd } = pipe(O_CLOEXEC | O_NONBLOCK);
    for (const fd of [readEnd, writeEnd]) {
      expect(kernel.fcntl(fd, F_GETFD, 0)).toBe(FD_CLOEXEC);
      expect(kernel.fcntl(fd, F_GETFL, 0) & O_NONBLOCK).toBe(O_NONBLOCK);
    }
  });
});

describe('POLL…', () => {
  it('POLLIN and POLLOUT say what can be done', () => {
    const { readEnd, writeEnd } = pipe();
    expect(polled(writeEnd, POLLOUT)).toBe(POLLOUT);
    kernel.write(writeEnd, bytes('x'), 1);
    expect(polled(readEnd, POLLIN)).toBe(POLLIN);
  });

  it('POLLHUP and POLLERR say that the other end of a pipe is gone', () => {
    const fds = new Int32Array(4);
    kernel.pipe2(fds.subarray(0, 2), 0);
    kernel.pipe2(fds.subarray(2, 4), 0);
    const [readEnd = -1, writeEndOfIt = -1, readEndOfIt = -1, writeEnd = -1] = fds;
    kernel.close(writeEndOfIt);
    kernel.close(readEndOfIt);
    expect(polled(opened(readEnd), POLLIN)).toBe(POLLHUP);
    expect(polled(opened(writeEnd), POLLOUT) & (POLLERR | POLLHUP)).not.toBe(0);
  });

  it('POLLNVAL says that a descriptor is not open', () => {
    expect(polled(1_000_000, POLLIN)).toBe(POLLNVAL);
  });
});

describe('the constants of a system', () => {
  // <sys/socket.h>, <netinet/in.h>, <netinet6/in6.h>, <sys/fcntl.h>, <sys/event.h> of macOS.
  const onDarwin = {
    AF_INET6: 30,
    SOL_SOCKET: 0xffff,
    SO_REUSEADDR: 0x4,
    SO_KEEPALIVE: 0x8,
    SO_REUSEPORT: 0x200,
    SO_SNDBUF: 0x1001,
    SO_RCVBUF: 0x1002,
    SO_ERROR: 0x1007,
    SO_TYPE: 0x1008,
    SO_NOSIGPIPE: 0x1022,
    SO_LINGER: 0x1080,
    IPV6_V6ONLY: 27,
    MSG_DONTWAIT: 0x80,
    MSG_NOSIGNAL: 0,
    O_NONBLOCK: 4,
    O_CLOEXEC: 0x1000000,
    SOMAXCONN: 128,
    EVFILT_READ: -1,
    EVFILT_WRITE: -2,
    EV_ADD: 0x1,
    EV_DELETE: 0x2,
    EV_ONESHOT: 0x10,
    EV_CLEAR: 0x20,
    EV_ERROR: 0x4000,
    EV_EOF: 0x8000,
  };
  // <bits/socket.h>, <asm-generic/socket.h>, <linux/in6.h>, <bits/fcntl-linux.h>, <sys/epoll.h>.
  const onLinux = {
    AF_INET6: 10,
    SOL_SOCKET: 1,
    SO_REUSEADDR: 2,
    SO_TYPE: 3,
    SO_ERROR: 4,
    SO_SNDBUF: 7,
    SO_RCVBUF: 8,
    SO_KEEPALIVE: 9,
    SO_LINGER: 13,
    SO_REUSEPORT: 15,
    IPV6_V6ONLY: 26,
    MSG_DONTWAIT: 0x40,
    MSG_NOSIGNAL: 0x4000,
    O_NONBLOCK: 0o4000,
    O_CLOEXEC: 0o2000000,
    SOMAXCONN: 4096,
    EPOLL_CTL_ADD: 1,
    EPOLL_CTL_DEL: 2,
    EPOLL_CTL_MOD: 3,
    EPOLLRDHUP: 0x2000,
    EPOLLONESHOT: 1 << 30,
    EPOLLET: 1 << 31,
  };

  it('are those of its headers on macOS', async () => {
    expect(await constantsOf('darwin')).toMatchObject(onDarwin);
  });

  it('are those of its headers on Linux', async () => {
    expect(await constantsOf('linux')).toMatchObject(onLinux);
  });

  it('have the same names on both', async () => {
    const names = Object.keys(await constantsOf('linux'));
    expect(Object.keys(await constantsOf('darwin'))).toEqual(names);
  });
});
