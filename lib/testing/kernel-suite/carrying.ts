/** What send(2) and recv(2), write(2) and read(2) promise about the bytes that they carry. */
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  MSG_PEEK,
  POLLIN,
  POLLOUT,
} from '../../sys/index.ts';
import type { StartCase } from './kernel-under-test.ts';

// #region connection
const families = [
  ['IPv4', AF_INET],
  ['IPv6', AF_INET6],
  ['Unix', AF_UNIX],
] as const;

/** Bytes of which no two neighbours, and no two thousands, are alike. */
function pattern(count: number): Uint8Array {
  const data = new Uint8Array(count);
  for (let place = 0; place < count; place++) data[place] = place * 7 + (place >> 8);
  return data;
}

/** A connection of any family: bytes in their order, and buffers that have an end. */
export function describeConnection(start: StartCase): void {
  describe.each(families)('a connection of %s', (_, family) => {
    it('carries bytes both ways', () => {
      const on = start();
      const { near, far } = on.connected(family);
      expect(on.send(near, 'question')).toBe(8);
      expect(on.arrived(far)).toBe('question');
      expect(on.send(far, 'answer')).toBe(6);
      expect(on.arrived(near)).toBe('answer');
    });

    it('is a stream: it keeps the order of bytes, and forgets how they were sent', () => {
      const on = start();
      const { near, far } = on.connected(family);
      for (const part of ['a', 'bc', 'def']) on.send(near, part);
      let received = '';
      while (received.length < 6) {
        const part = on.arrived(far, 2);
        expect(part.length).toBeLessThanOrEqual(2);
        received += part;
      }
      expect(received).toBe('abcdef');
    });

    it('lets write() and read() do what send() and recv() do', () => {
      const on = start();
      const { near, far } = on.connected(family);
      expect(on.write(near, 'hello')).toBe(5);
      on.until(far, POLLIN);
      expect(on.read(far, 3)).toBe('hel');
      expect(on.read(far, 3)).toBe('lo');
    });

    it('takes what the buffers hold, then EAGAIN, and loses none of it', () => {
      const on = start();
      const { near, far } = on.cramped(family);
      const taken = on.fill(near);
      expect(taken).toBeGreaterThan(0);
      expect(on.poll(near, POLLOUT)).toBe(0);
      expect(on.send(near, 'x')).toBe('EAGAIN');
      expect(on.drain(far, taken)).toBe(taken);
      on.setBlocking(far, false);
      expect(on.recv(far)).toBe('EAGAIN');
    });

    it('is writable again once the other side has read enough', () => {
      const on = start();
      const { near, far } = on.cramped(family);
      const taken = on.fill(near);
      on.drain(far, taken);
      expect(on.until(near, POLLOUT)).toBe(POLLOUT);
      expect(on.send(near, 'more')).toBe(4);
      expect(on.arrived(far)).toBe('more');
    });

    it('has a buffer for each way: a full one does not stop the other', () => {
      const on = start();
      const { near, far } = on.cramped(family);
      on.fill(near);
      expect(on.send(far, 'back')).toBe(4);
      expect(on.arrived(near)).toBe('back');
    });
  });
}
// #endregion

// #region send
/** send(2): how much it takes, and what it leaves to the caller. */
export function describeSend(start: StartCase): void {
  describe('send()', () => {
    it('takes part of the bytes where not all fit and it may not wait', () => {
      const on = start();
      const { near, far } = on.connected();
      on.setBlocking(near, false);
      const data = pattern(64_000_000);
      const taken = on.send(near, data) as number;
      expect(taken).toBeGreaterThan(0);
      expect(taken).toBeLessThan(data.length);
      const received = new Uint8Array(taken);
      let count = 0;
      while (count < taken) {
        on.until(far, POLLIN);
        count += on.kernel.recv(far, received.subarray(count), taken - count, 0);
      }
      expect(Buffer.compare(received, data.subarray(0, taken))).toBe(0);
    });

    it('looks at no byte beyond the length', () => {
      const on = start();
      const { near, far } = on.connected();
      const buffer = pattern(10);
      expect(on.kernel.send(near, buffer, 3, 0)).toBe(3);
      on.until(far, POLLIN);
      const received = new Uint8Array(10);
      expect(on.kernel.recv(far, received, 10, 0)).toBe(3);
      expect([...received]).toEqual([...buffer.subarray(0, 3), 0, 0, 0, 0, 0, 0, 0]);
    });

    it('takes a copy: the buffer is the caller’s again at once', () => {
      const on = start();
      const { near, far } = on.connected();
      const buffer = new TextEncoder().encode('first');
      on.kernel.send(near, buffer, 5, 0);
      buffer.fill(0);
      expect(on.arrived(far)).toBe('first');
    });

    it('of no bytes sends none', () => {
      const on = start();
      for (const family of [AF_INET, AF_UNIX]) {
        const { near, far } = on.connected(family);
        expect(on.send(near, '')).toBe(0);
        expect(on.poll(far, POLLIN)).toBe(0);
        expect(on.recv(far, 10, MSG_DONTWAIT)).toBe('EAGAIN');
      }
    });

    it('takes MSG_NOSIGNAL, and MSG_DONTWAIT on a socket that blocks', () => {
      const on = start();
      const { near } = on.cramped();
      expect(on.send(near, 'x', MSG_NOSIGNAL | MSG_DONTWAIT)).toBe(1);
      on.fill(near);
      on.setBlocking(near, true);
      expect(on.send(near, 'x', MSG_DONTWAIT)).toBe('EAGAIN');
    });

    it('answers EPIPE on an internet socket that never had a peer, ENOTCONN on a Unix one', () => {
      const on = start();
      expect(on.send(on.socket(), 'x')).toBe('EPIPE');
      expect(on.send(on.socket(AF_UNIX), 'x')).toBe('ENOTCONN');
    });
  });
}
// #endregion

// #region recv
/** recv(2): what is there, in whatever pieces it came. */
export function describeRecv(start: StartCase): void {
  describe('recv()', () => {
    it('answers EAGAIN where nothing is there and it may not wait', () => {
      const on = start();
      const { near } = on.connected();
      expect(on.recv(near, 10, MSG_DONTWAIT)).toBe('EAGAIN');
      on.setBlocking(near, false);
      expect(on.recv(near)).toBe('EAGAIN');
      expect(on.read(near)).toBe('EAGAIN');
    });

    it('gives what is there and does not wait for the rest', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'some');
      expect(on.arrived(far, 1000)).toBe('some');
    });

    it('joins what came in pieces, as far as there is room', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'ab');
      on.send(near, 'cd');
      on.setBlocking(far, false);
      let peeked = on.recv(far, 10, MSG_PEEK);
      while (peeked.length < 4 || peeked === 'EAGAIN') {
        on.kernel.poll(null, 0, 1);
        peeked = on.recv(far, 10, MSG_PEEK);
      }
      expect(on.recv(far, 3)).toBe('abc');
      expect(on.recv(far, 3)).toBe('d');
    });
  });
}
// #endregion

// #region peek
/** recv(2) with MSG_PEEK: looking without taking. */
export function describePeek(start: StartCase): void {
  describe('recv()', () => {
    it.each(families)('of %s leaves in place what MSG_PEEK reads', (_, family) => {
      const on = start();
      const { near, far } = on.connected(family);
      on.send(near, 'abc');
      on.until(far, POLLIN);
      expect(on.recv(far, 2, MSG_PEEK)).toBe('ab');
      expect(on.recv(far, 9, MSG_PEEK)).toBe('abc');
      expect(on.recv(far, 9)).toBe('abc');
      expect(on.recv(far, 9, MSG_PEEK | MSG_DONTWAIT)).toBe('EAGAIN');
    });

    it('MSG_PEEK sees the end of the stream, again and again', () => {
      const on = start();
      const { near, far } = on.connected();
      on.close(near);
      on.until(far, POLLIN);
      expect(on.recv(far, 9, MSG_PEEK)).toBe('');
      expect(on.recv(far, 9, MSG_PEEK)).toBe('');
    });
  });
}
// #endregion

// #region room
/** recv(2): its room, and what it writes there. */
export function describeRecvRoom(start: StartCase): void {
  describe('recv()', () => {
    it('with no room answers 0 where bytes are, and leaves them', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'a');
      on.until(far, POLLIN);
      expect(on.recv(far, 0)).toBe('');
      expect(on.recv(far)).toBe('a');
    });

    it('with no room answers EAGAIN where none are', () => {
      const on = start();
      for (const family of [AF_INET, AF_UNIX]) {
        expect(on.recv(on.connected(family).far, 0, MSG_DONTWAIT)).toBe('EAGAIN');
      }
    });

    it('writes nothing beyond what it answers', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'abc');
      on.until(far, POLLIN);
      const buffer = new Uint8Array(6).fill(0x2e);
      expect(on.kernel.recv(far, buffer, 6, 0)).toBe(3);
      expect(new TextDecoder().decode(buffer)).toBe('abc...');
    });

    it('answers ENOTCONN on an internet socket that never had a peer, EINVAL on a Unix one', () => {
      const on = start();
      expect(on.recv(on.socket())).toBe('ENOTCONN');
      expect(on.recv(on.socket(AF_UNIX))).toBe('EINVAL');
    });

    it('waits for bytes that are on their way', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'soon');
      expect(on.recv(far)).toBe('soon');
    });
  });
}
// #endregion
