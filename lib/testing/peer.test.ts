import { afterEach, describe, expect, it } from 'vitest';
import { Socket } from '../net/index.ts';
import { AF_INET, errno, SHUT_WR, SOCK_STREAM, SystemError } from '../sys/index.ts';
import {
  close,
  end,
  expectBytes,
  hold,
  pauseMs,
  readAll,
  readBytes,
  readFast,
  readSlowly,
  reset,
  send,
  sendByteByByte,
  startPeer,
  stopPeers,
  stopReading,
  untilRead,
  Wrong,
} from './index.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const bytes = (value: string) => new TextEncoder().encode(value);

/** Receives to the end of the stream: what each recv() found. */
function pieces(socket: Socket): string[] {
  const found: string[] = [];
  for (;;) {
    const piece = socket.recv(65_536);
    if (piece.length === 0) return found;
    found.push(text(piece));
  }
}

function listen(): Socket {
  const listener = opened(new Socket(AF_INET, SOCK_STREAM));
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen();
  return listener;
}

function portOf(socket: Socket): number {
  const address = socket.getsockname();
  if (!('port' in address)) throw new Error('No internet address');
  return address.port;
}

const open = new Set<Socket>();

/** A socket that is closed when its test is over. */
function opened(socket: Socket): Socket {
  open.add(socket);
  return socket;
}

afterEach(() => {
  stopPeers();
  for (const socket of open) socket.close();
  open.clear();
});

describe('startPeer()', () => {
  it('listens, and sends what its script says to whoever connects', () => {
    const peer = startPeer([send('hello'), end()]);
    const socket = opened(peer.connect());
    expect(pieces(socket).join('')).toBe('hello');
  });

  it('connects to a port, so that accept() finds it at once', () => {
    const listener = listen();
    listener.setBlocking(false);
    const peer = startPeer([send('hello'), end()], { connectTo: portOf(listener) });
    const socket = opened(listener.accept());
    expect(pieces(socket).join('')).toBe('hello');
    expect(peer.port).toBe(portOf(listener));
  });

  it('connects in the order of the calls', () => {
    const listener = listen();
    const port = portOf(listener);
    for (const name of ['one', 'two', 'three']) {
      startPeer([send(name), end()], { connectTo: port });
    }
    for (const name of ['one', 'two', 'three']) {
      const socket = opened(listener.accept());
      expect(pieces(socket).join('')).toBe(name);
    }
  });

  it('throws Wrong if nobody listens on the port', () => {
    const listener = listen();
    const port = portOf(listener);
    listener.close();
    expect(() => startPeer([], { connectTo: port })).toThrow(
      new Wrong(`The other side could not connect: nobody listens on port ${port}.`),
    );
  });

  it('refuses a second connection', () => {
    const peer = startPeer([hold()]);
    const first = opened(peer.connect());
    peer.untilHeld();
    expect(() => peer.connect()).toThrow('ECONNREFUSED');
    first.close();
  });
});

describe('Peer.received()', () => {
  it('has every byte of a large stream, and its own end after that of the other side', () => {
    const peer = startPeer([]);
    const socket = opened(peer.connect());
    const data = new Uint8Array(5_000_000).map((_, index) => index % 251);
    socket.sendAll(data);
    socket.shutdown(SHUT_WR);
    expect(pieces(socket)).toEqual([]);
    expectBytes('The peer received', peer.received(), data);
    expect(peer.ending()).toBe('ended');
    expect(peer.bytesRead()).toBe(data.length);
  });

  it('throws Wrong, with what the peer waits for, if the connection does not end', () => {
    const peer = startPeer([send('x'), readAll()]);
    const socket = opened(peer.connect());
    socket.sendAll(bytes('hello'));
    socket.recv(1);
    expect(() => peer.received(300)).toThrow(
      new Wrong(
        'The other side has received 5 bytes and is at readAll(), but the connection has not ended. Who closes the socket?',
      ),
    );
    socket.close();
    expect(peer.receivedText()).toBe('hello');
  });

  it('throws Wrong if nobody connects', () => {
    const peer = startPeer([readAll()]);
    expect(() => peer.received(0)).toThrow(
      new Wrong(`Nobody connected to the other side, on port ${peer.port}.`),
    );
  });

  it('can be asked again, also after stop()', () => {
    const peer = startPeer([stopReading()]);
    opened(peer.connect());
    peer.stop();
    peer.stop();
    expect(peer.received()).toEqual(new Uint8Array());
    expect(peer.ending()).toBe('stopped');
  });
});

describe('sending', () => {
  it('sendByteByByte() never lets two bytes be read at once', () => {
    const peer = startPeer([sendByteByByte('one by one'), end()]);
    const socket = opened(peer.connect());
    expect(pieces(socket)).toEqual([...'one by one']);
  });

  it('untilRead() keeps two sends apart', () => {
    for (let round = 0; round < 20; round += 1) {
      const peer = startPeer([send('two'), untilRead(), send('pieces'), end()]);
      const socket = opened(peer.connect());
      expect(pieces(socket)).toEqual(['two', 'pieces']);
    }
  });

  it('hold() has its bytes delivered, and sends no more before goOn()', () => {
    for (let round = 0; round < 20; round += 1) {
      const peer = startPeer([send('first'), hold(), send('second'), hold(), end()]);
      const socket = opened(peer.connect());
      socket.setBlocking(false);
      peer.untilHeld();
      expect(text(socket.recv(100))).toBe('first');
      expect(socket.tryRecvInto(new Uint8Array(1))).toBe(-errno.EAGAIN);
      peer.goOn();
      peer.untilHeld();
      expect(text(socket.recv(100))).toBe('second');
      peer.goOn();
      socket.setBlocking(true);
      expect(pieces(socket)).toEqual([]);
    }
  });

  it('goOn() may come before its hold(), and before the connection', () => {
    const peer = startPeer([send('a'), hold(), send('b'), hold(), send('c'), end()]);
    peer.goOn();
    const socket = opened(peer.connect());
    peer.goOn();
    expect(pieces(socket).join('')).toBe('abc');
  });

  it('untilHeld() throws Wrong if the script does not come so far', () => {
    const peer = startPeer([hold(), readAll(), hold()]);
    const socket = opened(peer.connect());
    peer.untilHeld();
    peer.goOn();
    expect(() => peer.untilHeld(10)).toThrow(
      'The other side has received 0 bytes and is at readAll(). It should be further',
    );
    socket.close();
    peer.untilHeld();
  });

  it('a send to a side that does not read waits, and is cut off by stop()', () => {
    const peer = startPeer([send(new Uint8Array(20_000_000)), hold()]);
    const socket = opened(peer.connect());
    expect(socket.recv(1)).toHaveLength(1);
    expect(() => peer.untilHeld(50)).toThrow('is at send()');
    peer.stop();
    expect(peer.ending()).toBe('stopped');
  });
});

describe('reading', () => {
  it('stopReading() as the first step reads nothing at all', () => {
    const peer = startPeer([stopReading(), hold(), readAll()]);
    const socket = opened(peer.connect());
    socket.setBlocking(false);
    const chunk = new Uint8Array(65_536);
    let sent = 0;
    for (;;) {
      const count = socket.trySend(chunk);
      if (count < 0) break;
      sent += count;
    }
    peer.untilHeld();
    expect(peer.bytesRead()).toBe(0);
    peer.goOn();
    socket.shutdown(SHUT_WR);
    expect(peer.received().length).toBe(sent);
  });

  it('readBytes() goes on when so many bytes more have come', () => {
    const peer = startPeer([readBytes(4), send('one'), readBytes(4), send('two'), end()]);
    const socket = opened(peer.connect());
    socket.sendAll(bytes('12'));
    socket.sendAll(bytes('34'));
    expect(text(socket.recv(100))).toBe('one');
    socket.sendAll(bytes('5678'));
    expect(pieces(socket).join('')).toBe('two');
  });

  it('readBytes() of more than comes ends the script', () => {
    const peer = startPeer([readBytes(4), send('never')]);
    const socket = opened(peer.connect());
    socket.sendAll(bytes('12'));
    socket.shutdown(SHUT_WR);
    expect(pieces(socket)).toEqual([]);
    expect(peer.receivedText()).toBe('12');
  });

  it('readSlowly() takes its time, readFast() and readAll() do not', () => {
    const slow = startPeer([readSlowly(1), readBytes(50), hold(), readFast(), readAll()]);
    const socket = opened(slow.connect());
    const start = performance.now();
    socket.sendAll(new Uint8Array(1_000_000));
    socket.shutdown(SHUT_WR);
    slow.untilHeld();
    // Fifty bytes at one a millisecond: no machine's slowness makes that shorter.
    expect(performance.now() - start).toBeGreaterThan(49);
    slow.goOn();
    expect(slow.received()).toHaveLength(1_000_000);
  });

  it('readSlowly() notices the end of the stream', () => {
    const peer = startPeer([readSlowly(0.5)]);
    const socket = opened(peer.connect());
    socket.sendAll(bytes('abc'));
    socket.close();
    expect(peer.receivedText()).toBe('abc');
  });
});

describe('the end', () => {
  it('end() is a half: the peer still reads', () => {
    const peer = startPeer([end(), readAll()]);
    const socket = opened(peer.connect());
    expect(socket.recv(1)).toHaveLength(0);
    socket.sendAll(bytes('still here'));
    socket.close();
    expect(peer.receivedText()).toBe('still here');
    expect(peer.ending()).toBe('ended');
  });

  it('reset() gives the other side ECONNRESET', () => {
    const peer = startPeer([send('x'), hold(), reset()]);
    const socket = opened(peer.connect());
    socket.recv(1);
    peer.untilHeld();
    peer.goOn();
    expect(peer.ending()).toBe('reset');
    expect(() => socket.recv(1)).toThrow(SystemError);
    socket.close();
  });

  it('close() closes both directions: what is sent after it is answered by a reset', () => {
    const peer = startPeer([close()]);
    const socket = opened(peer.connect());
    expect(socket.recv(1)).toHaveLength(0);
    expect(peer.ending()).toBe('closed');
    expect(() => {
      for (;;) socket.send(bytes('x'));
    }).toThrow(/EPIPE|ECONNRESET/);
  });

  it('tells of a reset by the other side', () => {
    const peer = startPeer([readBytes(2), stopReading(), hold(), readAll()]);
    const socket = opened(peer.connect());
    socket.sendAll(bytes('hi'));
    peer.untilHeld();
    // A socket that is closed with unread bytes is reset: tcp(7).
    const other = startPeer([send('unread'), hold(), readAll()]);
    const careless = other.connect();
    other.untilHeld();
    careless.close();
    other.goOn();
    expect(other.ending()).toBe('reset by the other side');
    peer.goOn();
    socket.close();
    expect(peer.receivedText()).toBe('hi');
  });

  it('a pause is cut off by stop()', () => {
    const peer = startPeer([pauseMs(60_000)]);
    opened(peer.connect());
    peer.stop();
    expect(peer.ending()).toBe('stopped');
  });
});
