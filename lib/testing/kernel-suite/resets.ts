/** How a TCP connection is torn off: what sends RST, and what the other side sees of it. */
import { describe, expect, it } from 'vitest';
import {
  MSG_DONTWAIT,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLOUT,
  SHUT_WR,
} from '../../sys/index.ts';
import { named, type StartCase } from './kernel-under-test.ts';

// #region tearing-off
/** What makes close(2) send a reset instead of the end of the stream. */
export function describeTearingOff(start: StartCase): void {
  describe('close() with unread bytes', () => {
    it('resets the connection instead of ending it', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(near, 'unread');
      on.until(far, POLLIN);
      on.close(far);
      expect(on.arrived(near)).toBe('ECONNRESET');
      expect(on.recv(near)).toBe('');
    });
  });

  describe('close() with SO_LINGER of 0 s', () => {
    it('resets the connection', () => {
      const on = start();
      const { near } = on.reset();
      expect(on.recv(near)).toBe('ECONNRESET');
    });

    it('throws away what was not sent yet', () => {
      const on = start();
      const { near, far } = on.cramped();
      const taken = on.fill(near);
      on.tearOff(near);
      on.untilAll(far, POLLIN | POLLOUT, 0x1d);
      const buffer = new Uint8Array(taken);
      let received = 0;
      let answer = 1;
      while (answer > 0) {
        answer = on.kernel.recv(far, buffer, taken, MSG_DONTWAIT);
        if (answer > 0) received += answer;
      }
      expect(named(answer)).toBe('ECONNRESET');
      expect(received).toBeLessThan(taken);
    });
  });
}
// #endregion

// #region reset
/** What the other side sees of a reset, and how often it is told. */
export function describeReset(start: StartCase): void {
  describe('a reset', () => {
    it('is readable, writable, in error and hung up', () => {
      const on = start();
      const { near } = on.reset();
      expect(on.poll(near, POLLIN | POLLOUT)).toBe(POLLIN | POLLOUT | POLLERR | POLLHUP);
    });

    it('tells recv() once, and then there is the end of the stream', () => {
      const on = start();
      const { near } = on.reset();
      expect(on.recv(near)).toBe('ECONNRESET');
      expect(on.recv(near)).toBe('');
      expect(on.recv(near)).toBe('');
      expect(on.poll(near, POLLIN | POLLOUT)).toBe(POLLIN | POLLOUT | POLLHUP);
    });

    it('tells send() once, and then there is EPIPE', () => {
      const on = start();
      const { near } = on.reset();
      expect(on.send(near, 'x')).toBe('ECONNRESET');
      expect(on.send(near, 'x')).toBe('EPIPE');
      expect(on.recv(near)).toBe('');
    });

    it('tells SO_ERROR once, and then nobody', () => {
      const on = start();
      const { near } = on.reset();
      expect(on.pendingError(near)).toBe('ECONNRESET');
      expect(on.pendingError(near)).toBe(0);
      expect(on.recv(near)).toBe('');
      expect(on.send(near, 'x')).toBe('EPIPE');
    });

    it('leaves what came before it to be read', () => {
      const on = start();
      const { near, far } = on.connected();
      on.send(far, 'before');
      on.until(near, POLLIN);
      on.tearOff(far);
      on.untilAll(near, POLLIN | POLLOUT, 0x1d);
      expect(on.recv(near)).toBe('before');
      expect(on.recv(near)).toBe('ECONNRESET');
      expect(on.recv(near)).toBe('');
    });

    it('is ECONNRESET also where both sides have ended and bytes are still on their way', () => {
      const on = start();
      const { near, far } = on.cramped();
      on.fill(near);
      on.shutdown(near, SHUT_WR);
      on.shutdown(far, SHUT_WR);
      on.until(near, POLLIN);
      on.close(far);
      on.untilAll(near, POLLIN | POLLOUT, 0x1d);
      expect(on.send(near, '')).toBe('ECONNRESET');
      expect(on.send(near, '')).toBe('EPIPE');
    });

    it('leaves no peer: shutdown() is ENOTCONN', () => {
      const on = start();
      expect(on.shutdown(on.reset().near, SHUT_WR)).toBe('ENOTCONN');
    });

    it('is final: the socket counts as connected, and connects to nobody again', () => {
      const on = start();
      const { near, address } = on.reset();
      expect(on.recv(near)).toBe('ECONNRESET');
      expect(on.connect(near, address)).toBe('EISCONN');
    });
  });
}
// #endregion
