/** How sockets get an address and find each other. */
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  errno,
  IPPROTO_IPV6,
  IPV6_V6ONLY,
  platform,
  SOCK_STREAM,
  WouldBlockError,
} from '../sys/index.ts';
import {
  addressOf,
  connected,
  hasIPv6,
  isBlocking,
  kernelWith,
  listening,
  nobodyListening,
  opened,
  socketPath,
  stream,
  thrownBy,
} from './socket.fixture.ts';
import { Socket } from './socket.ts';

describe('Socket.bind()', () => {
  it('gives a free port for port 0, which getsockname() tells', () => {
    const socket = stream();
    socket.bind({ host: '127.0.0.1', port: 0 });
    expect(addressOf(socket).host).toBe('127.0.0.1');
    expect(addressOf(socket).port).toBeGreaterThan(0);
  });

  it('throws EADDRINUSE with the address where somebody listens', () => {
    const address = addressOf(listening());
    const error = thrownBy(() => stream().bind(address));
    expect(error).toMatchObject({
      code: 'EADDRINUSE',
      syscall: 'bind',
      address: '127.0.0.1',
      port: address.port,
    });
  });

  it('throws EADDRNOTAVAIL for an address that is not this machine’s', () => {
    const address = { host: '192.0.2.1', port: 0 };
    expect(() => stream().bind(address)).toThrow('EADDRNOTAVAIL');
  });

  it('throws what the address has wrong before it asks the kernel', () => {
    const kernel = kernelWith({
      bind: () => expect.unreachable('asked the kernel'),
    });
    const socket = stream(AF_INET, kernel);
    expect(() => socket.bind({ host: 'example.com', port: 1 })).toThrow(TypeError);
    expect(() => socket.bind({ host: '127.0.0.1', port: 99_999 })).toThrow(RangeError);
    expect(() => socket.bind({ path: '/tmp/x' })).toThrow(TypeError);
  });
});

describe('Socket.listen() and accept()', () => {
  it('lets clients connect before they are accepted, in their order', () => {
    const listener = listening();
    const clients = [stream(), stream(), stream()];
    for (const client of clients) client.connect(addressOf(listener));
    for (const client of clients) {
      const accepted = opened(listener.accept());
      expect(accepted.getpeername()).toEqual(client.getsockname());
      expect(accepted.getsockname()).toEqual(client.getpeername());
    }
  });

  it('gives a socket of the listener’s family and type that blocks', () => {
    const listener = listening();
    listener.setBlocking(false);
    stream().connect(addressOf(listener));
    // On a non-blocking listener only a connection that is complete is there.
    listener.kernel.poll(Int32Array.of(listener.fileno(), 1), 1, 5000);
    const accepted = opened(listener.accept());
    expect(accepted).toMatchObject({ family: AF_INET, type: SOCK_STREAM });
    expect(isBlocking(accepted)).toBe(true);
  });

  it('throws WouldBlockError on a non-blocking socket, and tryAccept() is undefined', () => {
    const listener = listening();
    listener.setBlocking(false);
    expect(listener.tryAccept()).toBeUndefined();
    const error = thrownBy(() => listener.accept());
    expect(error).toBeInstanceOf(WouldBlockError);
    expect(error).toMatchObject({ code: 'EAGAIN', syscall: 'accept4' });
  });

  it('throws EINVAL if the socket does not listen, and tryAccept() as well', () => {
    expect(() => stream().accept()).toThrow('EINVAL');
    expect(() => stream().tryAccept()).toThrow('EINVAL');
  });

  it('gives the connection that tryAccept() finds', () => {
    const listener = listening();
    stream().connect(addressOf(listener));
    const accepted = listener.tryAccept();
    expect(accepted).toBeInstanceOf(Socket);
    opened(accepted as Socket);
  });
});

describe('Socket.connect()', () => {
  it('throws ECONNREFUSED with the address where nobody listens', () => {
    const address = nobodyListening();
    for (const attempt of [
      () => stream().connect(address),
      () => stream().tryConnect(address),
    ]) {
      expect(thrownBy(attempt)).toMatchObject({
        name: 'SystemError',
        code: 'ECONNREFUSED',
        syscall: 'connect',
        address: address.host,
        port: address.port,
      });
    }
  });

  it('throws EISCONN the second time', () => {
    const [near] = connected();
    expect(() => near.connect(near.getpeername())).toThrow('EISCONN');
  });

  it('answers 0 from tryConnect() when it is done, and not -0', () => {
    const listener = listening();
    expect(stream().tryConnect(addressOf(listener))).toBe(0);
  });

  it('throws WouldBlockError while it goes on, and tryConnect() is -EINPROGRESS', () => {
    const kernel = kernelWith({ connect: () => -errno.EINPROGRESS });
    const socket = stream(AF_INET, kernel);
    const address = { host: '127.0.0.1', port: 80 };
    expect(socket.tryConnect(address)).toBe(-errno.EINPROGRESS);
    const error = thrownBy(() => socket.connect(address));
    expect(error).toBeInstanceOf(WouldBlockError);
    expect(error).toMatchObject({ code: 'EINPROGRESS', ...{ port: 80 } });
  });

  it('does not wait on a non-blocking socket', () => {
    const listener = listening();
    const socket = stream();
    socket.setBlocking(false);
    const answer = socket.tryConnect(addressOf(listener));
    expect([0, -errno.EINPROGRESS]).toContain(answer);
    opened(listener.accept());
  });

  it('throws for a Unix path that is not there, and names it', () => {
    const path = socketPath();
    expect(thrownBy(() => stream(AF_UNIX).connect({ path }))).toMatchObject({
      code: 'ENOENT',
      address: path,
      message: `connect ${path}: No such file or directory (ENOENT)`,
    });
  });

  it.runIf(platform.system === 'linux')(
    'answers -EAGAIN on Linux where too many wait at a Unix socket: unix(7)',
    () => {
      const path = socketPath();
      const listener = stream(AF_UNIX);
      listener.bind({ path });
      listener.listen(0);
      const answers = new Set<number>();
      for (let clients = 0; clients < 10; clients++) {
        const client = stream(AF_UNIX);
        client.setBlocking(false);
        answers.add(client.tryConnect({ path }));
      }
      expect(answers).toEqual(new Set([0, -errno.EAGAIN]));
    },
  );
});

describe('the addresses of a socket', () => {
  it.runIf(hasIPv6)('are told over IPv6', () => {
    const listener = listening(AF_INET6);
    const client = stream(AF_INET6);
    client.connect({ host: 'localhost', port: addressOf(listener).port });
    const accepted = opened(listener.accept());
    expect(addressOf(client).host).toBe('::1');
    expect(accepted.getpeername()).toEqual(client.getsockname());
  });

  it.runIf(hasIPv6)('show an IPv4 client of an IPv6 socket in dots, as Node does', () => {
    const listener = stream(AF_INET6);
    listener.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0);
    listener.bind({ host: '::', port: 0 });
    listener.listen();
    stream().connect({ host: '127.0.0.1', port: addressOf(listener).port });
    const accepted = opened(listener.accept());
    expect(accepted.getpeername()).toMatchObject({ host: '::ffff:127.0.0.1' });
  });

  it('are paths for Unix sockets, and no name for a client', () => {
    const path = socketPath();
    const listener = stream(AF_UNIX);
    listener.bind({ path });
    listener.listen();
    const client = stream(AF_UNIX);
    client.connect({ path });
    const accepted = opened(listener.accept());
    expect(listener.getsockname()).toEqual({ path });
    expect(client.getpeername()).toEqual({ path });
    expect(accepted.getpeername()).toEqual({ path: '' });
  });

  it('are none where there is no peer: ENOTCONN', () => {
    expect(() => stream().getpeername()).toThrow('getpeername: ');
    expect(() => stream().getpeername()).toThrow('ENOTCONN');
  });
});
