/** What goes through a socket, and what is refused. */
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  AF_UNIX,
  currentKernel,
  errno,
  MSG_NOSIGNAL,
  SHUT_WR,
  SOCK_DGRAM,
  WouldBlockError,
} from '../sys/index.ts';
import { showReceived } from '../sys/show-received.ts';
import {
  addressOf,
  bytes,
  connected,
  kernelWith,
  opened,
  socketPath,
  stream,
  text,
  thrownBy,
} from './socket.fixture.ts';
import { Socket } from './socket.ts';

describe('Socket.send()', () => {
  it('answers how many bytes the kernel took', () => {
    const [near, far] = connected();
    expect(near.send(bytes('hello'))).toBe(5);
    expect(text(far.recv(100))).toBe('hello');
    expect(near.trySend(bytes('more'))).toBe(4);
    expect(text(far.recv(100))).toBe('more');
  });

  it('sends the bytes of a view and no others', () => {
    const [near, far] = connected();
    near.send(bytes('xxhelloxx').subarray(2, 7));
    near.send(Buffer.from(' you'));
    expect(text(far.recv(100))).toBe('hello you');
  });

  it('takes what there is room for on a non-blocking socket, then -EAGAIN', () => {
    // Over a Unix socket, which has no bytes on the way that make room a moment later.
    const path = socketPath();
    const listener = stream(AF_UNIX);
    listener.bind({ path });
    listener.listen();
    const near = stream(AF_UNIX);
    near.connect({ path });
    near.setBlocking(false);
    const data = new Uint8Array(16 * 1024 * 1024);
    const taken = near.send(data);
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(data.length);
    expect(near.trySend(data)).toBe(-errno.EAGAIN);
    expect(thrownBy(() => near.send(data))).toMatchObject({
      name: 'WouldBlockError',
      code: 'EAGAIN',
      syscall: 'send',
    });
  });

  it('throws ENOTCONN or EPIPE without a connection, and trySend() too', () => {
    expect(() => stream().send(bytes('x'))).toThrow(/EPIPE|ENOTCONN/);
    expect(() => stream().trySend(bytes('x'))).toThrow(/EPIPE|ENOTCONN/);
  });

  it('asks for no SIGPIPE', () => {
    const flags: number[] = [];
    const kernel = kernelWith({
      send(fd, buffer, length, given) {
        flags.push(given);
        return currentKernel().send(fd, buffer, length, given);
      },
    });
    const [near] = connected(kernel);
    near.send(bytes('x'));
    near.trySend(bytes('x'));
    near.sendAll(bytes('x'));
    expect(flags).toEqual([MSG_NOSIGNAL, MSG_NOSIGNAL, MSG_NOSIGNAL]);
  });

  it.each<[unknown, string]>([
    ['text', 'not a string: new TextEncoder().encode(text)'],
    [undefined, 'not undefined'],
    [null, 'not null'],
    [[1, 2], 'not Array'],
    [new ArrayBuffer(1), 'not ArrayBuffer'],
    [new Int32Array(1), 'not Int32Array'],
  ])('throws TypeError for %s', (data, complaint) => {
    const [near] = connected();
    for (const method of ['send', 'trySend', 'sendAll'] as const) {
      const attempt = () => near[method](data as Uint8Array);
      expect(attempt).toThrow(TypeError);
      expect(attempt).toThrow(`send() takes bytes, a Uint8Array, ${complaint}`);
    }
  });
});

describe('Socket.sendAll()', () => {
  it('sends again what the kernel did not take', () => {
    const kernel = kernelWith({
      send: (fd, buffer, length, flags) =>
        currentKernel().send(fd, buffer, Math.min(length, 3), flags),
    });
    const [near, far] = connected(kernel);
    near.sendAll(bytes('in pieces of three'));
    expect(text(far.recv(100))).toBe('in pieces of three');
  });

  it('sends nothing for no bytes', () => {
    const [near, far] = connected();
    near.sendAll(new Uint8Array(0));
    far.setBlocking(false);
    expect(far.tryRecvInto(new Uint8Array(1))).toBe(-errno.EAGAIN);
  });

  it('throws WouldBlockError on a non-blocking socket that is full', () => {
    const [near] = connected();
    near.setBlocking(false);
    const data = new Uint8Array(64 * 1024 * 1024);
    expect(() => near.sendAll(data)).toThrow(WouldBlockError);
  });
});

describe('Socket.recv()', () => {
  it('answers what has arrived, at most as much as it is told', () => {
    const [near, far] = connected();
    near.send(bytes('abcdef'));
    expect(text(far.recv(4))).toBe('abcd');
    expect(text(far.recv(4))).toBe('ef');
  });

  it('answers no bytes at the end of the stream, as often as it is asked', () => {
    const [near, far] = connected();
    near.send(bytes('last'));
    near.shutdown(SHUT_WR);
    expect(text(far.recv(100))).toBe('last');
    for (let again = 0; again < 3; again++) expect(far.recv(100)).toHaveLength(0);
    expect(far.recvInto(new Uint8Array(1))).toBe(0);
    expect(far.tryRecvInto(new Uint8Array(1))).toBe(0);
  });

  it('gives each call memory of its own', () => {
    const [near, far] = connected();
    near.send(bytes('ab'));
    const first = far.recv(1);
    const second = far.recv(1);
    expect([text(first), text(second)]).toEqual(['a', 'b']);
  });

  it('writes into a buffer with recvInto() and leaves the rest of it alone', () => {
    const [near, far] = connected();
    const buffer = bytes('..........');
    near.send(bytes('abc'));
    expect(far.recvInto(buffer.subarray(2, 8))).toBe(3);
    expect(text(buffer)).toBe('..abc.....');
    near.send(bytes('de'));
    expect(far.tryRecvInto(buffer.subarray(5))).toBe(2);
    expect(text(buffer)).toBe('..abcde...');
  });

  it('throws WouldBlockError where nothing has arrived, and tryRecvInto() is -EAGAIN', () => {
    const [near] = connected();
    near.setBlocking(false);
    expect(near.tryRecvInto(new Uint8Array(1))).toBe(-errno.EAGAIN);
    for (const receive of [() => near.recv(10), () => near.recvInto(new Uint8Array(1))]) {
      const error = thrownBy(receive);
      expect(error).toBeInstanceOf(WouldBlockError);
      expect(error).toMatchObject({ code: 'EAGAIN', syscall: 'recv' });
    }
  });

  it('throws ENOTCONN without a connection, and tryRecvInto() too', () => {
    expect(() => stream().recv(1)).toThrow('ENOTCONN');
    expect(() => stream().tryRecvInto(new Uint8Array(1))).toThrow('ENOTCONN');
  });

  it.each([-1, 1.5, Number.NaN, Infinity, 2 ** 31, '10', undefined])(
    'throws RangeError for %s bytes',
    (maxBytes) => {
      const attempt = () => stream().recv(maxBytes as number);
      expect(attempt).toThrow(RangeError);
      expect(attempt).toThrow(`from 0 to 2147483647, not ${showReceived(maxBytes)}`);
    },
  );

  it('throws TypeError where the buffer is none', () => {
    for (const method of ['recvInto', 'tryRecvInto'] as const) {
      const attempt = () => stream()[method]([] as unknown as Uint8Array);
      expect(attempt).toThrow('recv() takes bytes, a Uint8Array, not Array');
    }
  });
});

describe('a datagram socket', () => {
  it('keeps the borders between what was sent', () => {
    const receiver = opened(new Socket(AF_INET, SOCK_DGRAM));
    receiver.bind({ host: '127.0.0.1', port: 0 });
    const sender = opened(new Socket(AF_INET, SOCK_DGRAM));
    sender.connect(addressOf(receiver));
    sender.send(bytes('one'));
    sender.send(bytes('two'));
    expect(text(receiver.recv(100))).toBe('one');
    expect(text(receiver.recv(100))).toBe('two');
  });
});
