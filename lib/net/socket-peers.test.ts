/**
 * Sockets held against peers that are none of ours: those of node:net.
 */
import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { AF_INET, AF_INET6, AF_UNIX, errno, SHUT_WR, SystemError } from '../sys/index.ts';
import {
  close,
  end,
  hold,
  readAll,
  reset,
  send,
  sendByteByByte,
  startPeer,
  stopPeers,
  stopReading,
} from '../testing/index.ts';
import type { Address } from './address.ts';
import {
  addressOf,
  bytes,
  hasIPv6,
  listening,
  nobodyListening,
  opened,
  socketPath,
  stream,
  text,
  thrownBy,
} from './socket.fixture.ts';
import type { Socket } from './socket.ts';

afterEach(stopPeers);

function connectedTo(peer: { connect(): Socket }): Socket {
  return opened(peer.connect());
}

function receivedToTheEnd(socket: Socket): string {
  let received = '';
  for (let piece = socket.recv(1000); piece.length > 0; piece = socket.recv(1000)) {
    received += text(piece);
  }
  return received;
}

describe('a peer of node:net', () => {
  it('hears what Socket sends, and is heard', () => {
    const peer = startPeer([send('hello '), sendByteByByte('you'), end()]);
    const socket = connectedTo(peer);
    socket.sendAll(bytes('and you'));
    socket.shutdown(SHUT_WR);
    expect(receivedToTheEnd(socket)).toBe('hello you');
    expect(peer.receivedText()).toBe('and you');
  });

  it('receives 70 MiB that one send() hands to the kernel', () => {
    const peer = startPeer([readAll()]);
    const socket = connectedTo(peer);
    const data = Buffer.alloc(70 * 1024 * 1024, 'foobar\n');
    expect(socket.send(data)).toBe(data.length);
    socket.close();
    expect(data.equals(peer.received(20_000))).toBe(true);
  });

  it('may end its direction and go on listening: half-close', () => {
    const peer = startPeer([send('question'), end()]);
    const socket = connectedTo(peer);
    expect(receivedToTheEnd(socket)).toBe('question');
    socket.sendAll(bytes('answer'));
    socket.shutdown(SHUT_WR);
    expect(peer.receivedText()).toBe('answer');
  });

  it('may be heard to its end after our own: half-close the other way', () => {
    const peer = startPeer([readAll(), send('what you said'), end()]);
    const socket = connectedTo(peer);
    socket.sendAll(bytes('all'));
    socket.shutdown(SHUT_WR);
    expect(receivedToTheEnd(socket)).toBe('what you said');
    expect(() => socket.send(bytes('x'))).toThrow('EPIPE');
  });

  it('that resets makes recv() throw ECONNRESET once, then tell the end', () => {
    const peer = startPeer([hold(), reset()]);
    const socket = connectedTo(peer);
    peer.untilHeld();
    peer.goOn();
    expect(thrownBy(() => socket.recv(1))).toMatchObject({
      name: 'SystemError',
      code: 'ECONNRESET',
      errno: -errno.ECONNRESET,
      syscall: 'recv',
    });
    expect(socket.recv(1)).toHaveLength(0);
    expect(() => socket.send(bytes('x'))).toThrow('EPIPE');
  });

  it('that closes with bytes unread resets the connection', () => {
    const peer = startPeer([stopReading(), hold(), close()]);
    const socket = connectedTo(peer);
    peer.untilHeld();
    socket.send(bytes('never read'));
    peer.goOn();
    expect(peer.ending()).toBe('closed');
    expect(() => socket.recv(1)).toThrow('ECONNRESET');
  });

  it('that is gone makes a send() after the first throw EPIPE, and no signal kills us', () => {
    const peer = startPeer([close()]);
    const socket = connectedTo(peer);
    expect(socket.recv(1)).toHaveLength(0);
    const error = thrownBy(() => {
      // The first is taken; it is the answer to it, a reset, that tells the kernel.
      for (;;) socket.send(bytes('anybody there?'));
    });
    expect(error).toBeInstanceOf(SystemError);
    expect((error as SystemError).code).toMatch(/EPIPE|ECONNRESET/);
  });

  it('is accepted when it connects to us', () => {
    const listener = listening();
    const peer = startPeer([send('hi'), end()], { connectTo: addressOf(listener).port });
    const socket = opened(listener.accept());
    expect(receivedToTheEnd(socket)).toBe('hi');
    socket.close();
    expect(peer.ending()).toBe('ended');
  });
});

describe('a server of node:net on the thread of this test', () => {
  const families: [string, number, () => net.ListenOptions & Address][] = [
    ['IPv4', AF_INET, () => ({ host: '127.0.0.1', port: 0 })],
    ['a Unix path', AF_UNIX, () => ({ path: socketPath() })],
  ];
  if (hasIPv6) families.push(['IPv6', AF_INET6, () => ({ host: '::1', port: 0 })]);

  it.each(families)('talks with a Socket over %s', async (_, family, where) => {
    const server = net.createServer().listen(where());
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const at = server.address() as net.AddressInfo | string;
    const address =
      typeof at === 'string' ? { path: at } : { host: at.address, port: at.port };

    const socket = stream(family);
    socket.connect(address); // the kernel's backlog takes it: Node need not run for that
    socket.send(bytes('from Socket'));
    const [peer] = (await once(server, 'connection')) as [net.Socket];
    onTestFinished(() => void peer.destroy());
    expect(String(await once(peer, 'data'))).toBe('from Socket');
    await new Promise((resolve) => peer.write('from Node', resolve));
    expect(text(socket.recv(100))).toBe('from Node');
    if (typeof at === 'string') return;
    expect(socket.getpeername()).toEqual({
      host: peer.localAddress,
      port: peer.localPort,
    });
    expect(socket.getsockname()).toEqual({
      host: peer.remoteAddress,
      port: peer.remotePort,
    });
  });

  it('fails to connect with the same fields as Socket', async () => {
    const address = nobodyListening();
    const [theirs] = await once(net.connect(address), 'error').catch((error) => [error]);
    const ours = thrownBy(() => stream().connect(address));
    const fields = ['code', 'errno', 'syscall', 'address', 'port'];
    for (const field of fields) expect(ours).toHaveProperty(field, theirs[field]);
    expect(theirs.code).toBe('ECONNREFUSED');
  });

  it('fails to connect to a path with the same fields as Socket', async () => {
    const path = socketPath();
    const [theirs] = await once(net.connect(path), 'error').catch((error) => [error]);
    const ours = thrownBy(() => stream(AF_UNIX).connect({ path }));
    const fields = ['code', 'errno', 'syscall', 'address'];
    for (const field of fields) expect(ours).toHaveProperty(field, theirs[field]);
    expect('port' in (ours as object)).toBe('port' in theirs);
  });
});
