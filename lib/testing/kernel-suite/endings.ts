/** How a TCP connection ends: shutdown(2), close(2), and the reset. */
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  AF_INET6,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLOUT,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SOCK_NONBLOCK,
} from '../../sys/index.ts';
import type { StartCase } from './kernel-under-test.ts';

// #region end-of-stream
/** The end of a stream: after the last byte, however many were still on their way. */
export function describeEndOfStream(start: StartCase): void {
  describe.each([
    ['IPv4', AF_INET],
    ['IPv6', AF_INET6],
  ])('the end of a stream of %s', (_, family) => {
    it('comes after the last byte, and stays', () => {
      const on = start();
      const { near, far } = on.connected(family);
      on.send(near, 'last');
      on.close(near);
      expect(on.arrived(far)).toBe('last');
      expect(on.arrived(far)).toBe('');
      expect(on.recv(far)).toBe('');
    });

    it('comes after all that was still in the buffers when close() returned', () => {
      const on = start();
      const { near, far } = on.connected(family);
      const taken = on.fill(near, 65_536);
      on.close(near);
      expect(on.drain(far, taken)).toBe(taken);
      expect(on.arrived(far)).toBe('');
    });
  });
}
// #endregion

// #region shutdown-write
/** shutdown(2) with SHUT_WR: the end of one way. */
export function describeShutdownWrite(start: StartCase): void {
  describe('shutdown(SHUT_WR)', () => {
    it('ends one way: the other goes on', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'all');
      expect(on.shutdown(near, SHUT_WR)).toBe(0);
      expect(on.arrived(far)).toBe('all');
      expect(on.arrived(far)).toBe('');
      expect(on.send(far, 'reply')).toBe(5);
      expect(on.arrived(near)).toBe('reply');
    });

    it('makes send() EPIPE, even of no bytes', () => {
      const on = start();
      const { near } = on.connected();
      on.shutdown(near, SHUT_WR);
      expect(on.send(near, 'x')).toBe('EPIPE');
      expect(on.send(near, '')).toBe('EPIPE');
      expect(on.write(near, 'x')).toBe('EPIPE');
    });

    it('waits for full buffers: the end comes after what they hold', () => {
      const on = start();
      const { near, far } = on.cramped();
      const taken = on.fill(near);
      expect(on.shutdown(near, SHUT_WR)).toBe(0);
      expect(on.drain(far, taken + 1)).toBe(taken);
    });

    it('may be called twice while the other side still sends', () => {
      const on = start();
      const { near } = on.connected();
      expect(on.shutdown(near, SHUT_WR)).toBe(0);
      expect(on.shutdown(near, SHUT_WR)).toBe(0);
    });

    it('from both sides ends the connection: then there is no peer', () => {
      const on = start();
      const { near, far } = on.connected();
      on.shutdown(near, SHUT_WR);
      on.until(far, POLLIN);
      expect(on.shutdown(far, SHUT_WR)).toBe(0);
      const ended = POLLIN | POLLOUT | POLLHUP;
      expect(on.untilAll(near, POLLIN | POLLOUT, ended)).toBe(ended);
      expect(on.untilAll(far, POLLIN | POLLOUT, ended)).toBe(ended);
      expect(on.recv(near)).toBe('');
      expect(on.shutdown(far, SHUT_RDWR)).toBe('ENOTCONN');
      expect(on.pendingError(far)).toBe(0);
    });
  });
}
// #endregion

// #region shutdown-read
/** shutdown(2) with SHUT_RD: an end that the other side never hears of. */
export function describeShutdownRead(start: StartCase): void {
  describe('shutdown(SHUT_RD)', () => {
    it('makes recv() the end of the stream, and tells the other side nothing', () => {
      const on = start();
      const { near, far } = on.connected();
      expect(on.shutdown(near, SHUT_RD)).toBe(0);
      expect(on.poll(near, POLLIN)).toBe(POLLIN);
      expect(on.recv(near)).toBe('');
      expect(on.poll(far, POLLIN)).toBe(0);
      expect(on.send(near, 'still')).toBe(5);
      expect(on.arrived(far)).toBe('still');
    });

    it('leaves what has come, and lets in what comes: a surprise of Linux', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(far, 'before');
      on.until(near, POLLIN);
      on.shutdown(near, SHUT_RD);
      expect(on.recv(near)).toBe('before');
      expect(on.recv(near)).toBe('');
      expect(on.send(far, 'after')).toBe(5);
      let received = on.recv(near);
      while (received === '') {
        on.kernel.poll(null, 0, 1);
        received = on.recv(near);
      }
      expect(received).toBe('after');
      expect(on.recv(near)).toBe('');
    });
  });
}

/** shutdown(2) of both ways, and of what cannot be shut down. */
export function describeShutdown(start: StartCase): void {
  describe('shutdown(SHUT_RDWR)', () => {
    it('ends both ways for the one who calls it', () => {
      const on = start();
      const { near, far } = on.connected();
      expect(on.shutdown(near, SHUT_RDWR)).toBe(0);
      expect(on.recv(near)).toBe('');
      expect(on.send(near, 'x')).toBe('EPIPE');
      expect(on.arrived(far)).toBe('');
    });
  });

  describe('shutdown()', () => {
    it('answers ENOTCONN without a peer, EINVAL for a way that there is not', () => {
      const on = start();
      for (const how of [SHUT_RD, SHUT_WR, SHUT_RDWR]) {
        expect(on.shutdown(on.socket(), how)).toBe('ENOTCONN');
        expect(on.shutdown(on.bound().fd, how)).toBe('ENOTCONN');
      }
      expect(on.shutdown(on.connected().near, 7)).toBe('EINVAL');
      expect(on.shutdown(on.connected().near, -1)).toBe('EINVAL');
    });
  });
}
// #endregion

// #region send-after-end
/** send(2) to a peer that has closed: told by the one after it. */
export function describeSendAfterEnd(start: StartCase): void {
  describe('a send() after the peer has closed', () => {
    it('works once; the answer to it is a reset; the next one is EPIPE', () => {
      const on = start();
      const { near, far } = on.connected();
      on.close(near);
      on.until(far, POLLIN);
      expect(on.send(far, 'x')).toBe(1);
      expect(on.untilAll(far, POLLIN | POLLOUT, 0x1d) & POLLERR).toBe(POLLERR);
      expect(on.send(far, 'x')).toBe('EPIPE');
      expect(on.recv(far)).toBe('');
    });

    it('leaves EPIPE, not ECONNRESET, in SO_ERROR', () => {
      const on = start();
      const { near, far } = on.connected();
      on.close(near);
      on.until(far, POLLIN);
      on.send(far, 'x');
      on.untilAll(far, POLLIN | POLLOUT, 0x1d);
      expect(on.pendingError(far)).toBe('EPIPE');
      expect(on.pendingError(far)).toBe(0);
    });

    it('tells connect() of a socket that never blocked, and makes it a new one', () => {
      const on = start();
      const { listener, address } = on.listening();
      const near = on.socket(AF_INET, SOCK_NONBLOCK);
      on.connect(near, address);
      on.close(on.accept(listener));
      on.until(near, POLLIN);
      on.send(near, 'x');
      on.untilAll(near, POLLIN | POLLOUT, 0x1d);
      expect(on.connect(near, address)).toBe('EPIPE');
      expect(on.recv(near)).toBe('ENOTCONN');
      expect(on.connect(near, address)).toBe('EINPROGRESS');
    });

    it('does not take away what the peer had sent before', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'goodbye');
      on.close(near);
      on.until(far, POLLIN);
      on.send(far, 'x');
      on.untilAll(far, POLLIN | POLLOUT, 0x1d);
      expect(on.recv(far)).toBe('goodbye');
      expect(on.recv(far)).toBe('');
    });
  });
}
// #endregion
