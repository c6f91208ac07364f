/** The life of a socket: made, set, told apart, closed. */
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  AF_INET,
  AF_UNIX,
  currentKernel,
  errno,
  F_GETFD,
  F_GETFL,
  FD_CLOEXEC,
  O_NONBLOCK,
  runOn,
  SHUT_RDWR,
  SO_KEEPALIVE,
  SO_LINGER,
  SO_REUSEADDR,
  SO_TYPE,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
  SystemError,
} from '../sys/index.ts';
import {
  addressOf,
  bytes,
  connected,
  isBlocking,
  kernelWith,
  listening,
  opened,
  stream,
  text,
  thrownBy,
} from './socket.fixture.ts';
import { Socket } from './socket.ts';

describe('new Socket()', () => {
  it('makes a stream socket over IPv4 unless it is told otherwise', () => {
    const socket = opened(new Socket());
    expect(socket).toMatchObject({ family: AF_INET, type: SOCK_STREAM });
    expect(socket.fileno()).toBeGreaterThan(2);
    expect(socket.getsockopt(SOL_SOCKET, SO_TYPE)).toBe(SOCK_STREAM);
  });

  it('makes one of any family and type', () => {
    const socket = opened(new Socket(AF_UNIX, SOCK_DGRAM));
    expect(socket).toMatchObject({ family: AF_UNIX, type: SOCK_DGRAM });
    expect(socket.getsockopt(SOL_SOCKET, SO_TYPE)).toBe(SOCK_DGRAM);
  });

  it('takes SOCK_NONBLOCK with the type, which stays the bare type', () => {
    const socket = opened(new Socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK));
    expect(isBlocking(socket)).toBe(false);
    expect(socket.type).toBe(SOCK_STREAM);
  });

  it('makes sockets that child processes do not inherit, accepted ones too', () => {
    for (const socket of connected()) {
      expect(socket.kernel.fcntl(socket.fileno(), F_GETFD, 0)).toBe(FD_CLOEXEC);
    }
  });

  it('takes over a descriptor that exists', () => {
    const [near, far] = connected();
    const fd = near.kernel.fcntl(near.fileno(), 0, 0); // F_DUPFD
    const again = opened(new Socket(AF_INET, SOCK_STREAM, near.kernel, fd));
    expect(again.fileno()).toBe(fd);
    again.send(bytes('x'));
    expect(text(far.recv(10))).toBe('x');
  });

  it('keeps the kernel that it was made on', () => {
    const kernel = kernelWith({});
    const socket = opened(runOn(kernel, () => new Socket()));
    expect(socket.kernel).toBe(kernel);
    const other = kernelWith({ getsockname: () => -errno.EIO });
    runOn(other, () => expect(addressOf(socket).port).toBe(0));
  });

  it('hands its kernel on to accepted sockets', () => {
    const kernel = kernelWith({});
    const [near, far] = connected(kernel);
    expect(near.kernel).toBe(kernel);
    expect(far.kernel).toBe(kernel);
  });

  it('throws SystemError where the system gives none', () => {
    const kernel = kernelWith({ socket: () => -errno.EMFILE });
    const error = thrownBy(() => new Socket(AF_INET, SOCK_STREAM, kernel));
    expect(error).toBeInstanceOf(SystemError);
    expect(error).toMatchObject({ code: 'EMFILE', syscall: 'socket' });
    expect(() => new Socket(9999)).toThrow('EAFNOSUPPORT');
  });
});

describe('Socket.close()', () => {
  it('gives the descriptor back, and fileno() is -1 afterwards', () => {
    const socket = new Socket();
    const fd = socket.fileno();
    socket.close();
    expect(socket.fileno()).toBe(-1);
    expect(socket.kernel.fcntl(fd, F_GETFD, 0)).toBe(-errno.EBADF);
  });

  it('does nothing the second time: the number may be another socket’s by now', () => {
    let closed = 0;
    const kernel = kernelWith({
      close(fd) {
        closed += 1;
        return currentKernel().close(fd);
      },
    });
    const socket = new Socket(AF_INET, SOCK_STREAM, kernel);
    socket.close();
    socket.close();
    socket[Symbol.dispose]();
    expect(closed).toBe(1);
  });

  it('closes once even if the system answers EINTR: the descriptor is gone', () => {
    const answers = [-errno.EINTR];
    const kernel = kernelWith({
      close(fd) {
        currentKernel().close(fd);
        return answers.shift() ?? 0;
      },
    });
    const socket = new Socket(AF_INET, SOCK_STREAM, kernel);
    socket.close();
    expect(socket.fileno()).toBe(-1);
  });

  it('throws EBADF if somebody else has closed the descriptor', () => {
    const socket = new Socket();
    socket.kernel.close(socket.fileno());
    expect(() => socket.close()).toThrow('close: Bad file descriptor');
    expect(socket.fileno()).toBe(-1);
    socket.close();
  });

  it('is what the end of a using block does', () => {
    const outer = stream();
    {
      using inner = opened(new Socket());
      expect(inner.fileno()).toBeGreaterThan(0);
      onTestFinished(() => expect(inner.fileno()).toBe(-1));
    }
    expect(outer.fileno()).toBeGreaterThan(0);
  });

  it.each<[string, (socket: Socket) => unknown]>([
    ['bind', (socket) => socket.bind({ host: '127.0.0.1', port: 0 })],
    ['listen', (socket) => socket.listen()],
    ['accept4', (socket) => socket.accept()],
    ['accept4', (socket) => socket.tryAccept()],
    ['connect', (socket) => socket.connect({ host: '127.0.0.1', port: 1 })],
    ['connect', (socket) => socket.tryConnect({ host: '127.0.0.1', port: 1 })],
    ['send', (socket) => socket.send(bytes('x'))],
    ['send', (socket) => socket.trySend(bytes('x'))],
    ['send', (socket) => socket.sendAll(bytes('x'))],
    ['recv', (socket) => socket.recv(1)],
    ['recv', (socket) => socket.recvInto(new Uint8Array(1))],
    ['recv', (socket) => socket.tryRecvInto(new Uint8Array(1))],
    ['shutdown', (socket) => socket.shutdown(SHUT_RDWR)],
    ['fcntl', (socket) => socket.setBlocking(false)],
    ['getsockopt', (socket) => socket.getsockopt(SOL_SOCKET, SO_TYPE)],
    ['setsockopt', (socket) => socket.setsockopt(SOL_SOCKET, SO_KEEPALIVE, 1)],
    ['getsockname', (socket) => socket.getsockname()],
    ['getpeername', (socket) => socket.getpeername()],
  ])('makes %s throw EBADF afterwards', (syscall, use) => {
    const socket = new Socket();
    socket.close();
    expect(thrownBy(() => use(socket))).toMatchObject({
      name: 'SystemError',
      code: 'EBADF',
      syscall,
    });
  });
});

describe('Socket.setBlocking()', () => {
  it('switches waiting off and on', () => {
    const socket = stream();
    expect(isBlocking(socket)).toBe(true);
    socket.setBlocking(false);
    socket.setBlocking(false);
    expect(isBlocking(socket)).toBe(false);
    socket.setBlocking(true);
    expect(isBlocking(socket)).toBe(true);
  });

  it('leaves the other flags as they are', () => {
    const written: number[] = [];
    const kernel = kernelWith({
      fcntl(_fd, command, argument) {
        if (command === F_GETFL) return 0x402;
        written.push(argument);
        return 0;
      },
    });
    const socket = stream(AF_INET, kernel);
    socket.setBlocking(false);
    socket.setBlocking(true);
    expect(written).toEqual([0x402 | O_NONBLOCK, 0x402]);
  });
});

describe('Socket.getsockopt() and setsockopt()', () => {
  it('set and tell a number', () => {
    const socket = stream();
    expect(socket.getsockopt(SOL_SOCKET, SO_REUSEADDR)).toBe(0);
    socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
    expect(socket.getsockopt(SOL_SOCKET, SO_REUSEADDR)).not.toBe(0);
  });

  it('set a struct of numbers', () => {
    const [near, far] = connected();
    near.setsockopt(SOL_SOCKET, SO_LINGER, [1, 0]);
    near.close();
    expect(() => far.recv(1)).toThrow('ECONNRESET');
  });

  it('throw ENOPROTOOPT for an option that there is not', () => {
    expect(() => stream().getsockopt(SOL_SOCKET, 9999)).toThrow('ENOPROTOOPT');
    expect(() => stream().setsockopt(SOL_SOCKET, 9999, 1)).toThrow('ENOPROTOOPT');
  });

  it.each([1.5, Number.NaN, 2 ** 31, Infinity])('refuse the value %s', (value) => {
    for (const given of [value, [1, value]]) {
      const attempt = () => stream().setsockopt(SOL_SOCKET, SO_LINGER, given);
      expect(attempt).toThrow(RangeError);
      expect(attempt).toThrow(`whole numbers of 32 bits, not ${value}`);
    }
  });
});

describe('Socket.toString()', () => {
  it('says the descriptor and the address, or that the socket is closed', () => {
    const listener = listening();
    const { port } = addressOf(listener);
    expect(String(listener)).toBe(`Socket ${listener.fileno()} at 127.0.0.1:${port}`);
    listener.close();
    expect(String(listener)).toBe('Socket (closed)');
  });

  it('says the descriptor alone where the system does not tell the address', () => {
    const socket = stream(AF_INET, kernelWith({ getsockname: () => -errno.EINVAL }));
    expect(String(socket)).toBe(`Socket ${socket.fileno()}`);
  });
});
