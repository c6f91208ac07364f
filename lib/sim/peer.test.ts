import { describe, expect, it } from 'vitest';
import { SHUT_WR } from '../sys/index.ts';
import { SimulatedKernel } from './index.ts';
import { bytes, listening, socketOn, text } from './kernel.fixture.ts';
import {
  close,
  end,
  hold,
  pauseMs,
  readAll,
  readBytes,
  readFast,
  readSlowly,
  reset,
  type Step,
  send,
  sendByteByByte,
  stopReading,
  untilRead,
} from './peer-script.ts';

function started(script: readonly Step[], kernel = new SimulatedKernel()) {
  const peer = kernel.startPeer(script);
  const socket = socketOn(kernel);
  socket.connect(peer.address);
  return { kernel, peer, socket };
}

function untilEnd(socket: { recv(count: number): Uint8Array }): string[] {
  const parts: string[] = [];
  for (let part = socket.recv(1000); part.length > 0; part = socket.recv(1000)) {
    parts.push(text(part));
  }
  return parts;
}

describe('startPeer()', () => {
  it('sends, ends, reads to the end, and is over', () => {
    const { peer, socket } = started([send('hello'), end()]);
    expect(untilEnd(socket)).toEqual(['hello']);
    socket.send(bytes('bye'));
    socket.close();
    expect(peer.receivedText()).toBe('bye');
    expect(peer.ending()).toBe('ended');
  });

  it('connects to a port, and is accepted', () => {
    const kernel = new SimulatedKernel();
    const { listener, address } = listening(kernel);
    const peer = kernel.startPeer([send('x'), readAll(), close()], {
      connectTo: address.port,
    });
    const socket = listener.accept();
    expect(text(socket.recv(5))).toBe('x');
    socket.shutdown(SHUT_WR);
    expect(peer.ending()).toBe('closed');
  });

  it('sends byte by byte: never two at once', () => {
    const { socket } = started([sendByteByByte('three'), end()]);
    expect(untilEnd(socket)).toEqual(['t', 'h', 'r', 'e', 'e']);
  });

  it('waits until it is read, and for a time', () => {
    const { kernel, socket } = started([
      send('a'),
      untilRead(),
      pauseMs(100),
      send('b'),
      end(),
    ]);
    kernel.poll(null, 0, 1000);
    const before = kernel.nowMs;
    expect(untilEnd(socket)).toEqual(['a', 'b']);
    expect(kernel.nowMs - before).toBeGreaterThan(100);
    expect(kernel.nowMs - before).toBeLessThan(101);
  });

  it('holds until it is told to go on', () => {
    const { peer, socket } = started([send('a'), hold(), send('b'), end()]);
    peer.untilHeld();
    socket.setBlocking(false);
    expect(text(socket.recv(5))).toBe('a');
    peer.goOn();
    socket.setBlocking(true);
    expect(untilEnd(socket)).toEqual(['b']);
  });

  it('reads slowly, at its rate', () => {
    const { kernel, peer, socket } = started([readSlowly(10)]);
    const before = kernel.nowMs;
    socket.send(new Uint8Array(1000));
    socket.close();
    expect(peer.received()).toHaveLength(1000);
    expect(kernel.nowMs - before).toBeGreaterThan(99);
    expect(kernel.nowMs - before).toBeLessThan(103);
  });

  it('stops reading, and goes on later', () => {
    const { kernel, peer, socket } = started([stopReading(), pauseMs(50), readFast()]);
    socket.send(new Uint8Array(1000));
    kernel.poll(null, 0, 10);
    expect(peer.bytesRead()).toBe(0);
    kernel.poll(null, 0, 50);
    expect(peer.bytesRead()).toBe(1000);
  });

  it('goes on when it has read so many bytes', () => {
    const { socket } = started([
      readBytes(5),
      send('five'),
      readBytes(3),
      send('eight'),
      end(),
    ]);
    socket.send(new Uint8Array(5));
    expect(text(socket.recv(100))).toBe('five');
    socket.send(new Uint8Array(3));
    expect(untilEnd(socket)).toEqual(['eight']);
  });

  it('resets the connection', () => {
    const { peer, socket } = started([send('a'), untilRead(), reset()]);
    expect(text(socket.recv(1))).toBe('a');
    expect(() => socket.recv(1)).toThrow('ECONNRESET');
    expect(peer.ending()).toBe('reset');
  });

  it('notices that it was reset itself', () => {
    const { peer, socket } = started([send('never read'), hold()]);
    peer.untilHeld();
    socket.close();
    expect(peer.ending()).toBe('reset by the other side');
  });

  it('refuses a script that contradicts itself', () => {
    const kernel = new SimulatedKernel();
    expect(() => kernel.startPeer([close(), { step: 'end' }])).toThrow(
      new RangeError('end() comes after close()'),
    );
    expect(() => kernel.startPeer([], { connectTo: 99_999 })).toThrow('not 99999');
  });

  it('that cannot connect says so', () => {
    const peer = new SimulatedKernel().startPeer([send('x')], { connectTo: 9 });
    expect(() => peer.received()).toThrow('peer on port 9: could not connect');
  });
});
