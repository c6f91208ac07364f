/** What connect(2) promises: done, refused, in progress, and what comes of that. */
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  AF_INET6,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLOUT,
  SHUT_RDWR,
  SOCK_NONBLOCK,
} from '../../sys/index.ts';
import { loopback, named, type StartCase } from './kernel-under-test.ts';

// #region connect
const internet = [
  ['IPv4', AF_INET],
  ['IPv6', AF_INET6],
] as const;

/** connect(2) that waits until it is done. */
export function describeConnect(start: StartCase): void {
  describe('connect()', () => {
    it.each(internet)('comes back over %s before anybody accepts', (_, family) => {
      const on = start();
      const { address } = on.listening(family);
      expect(on.connect(on.socket(family), address)).toBe(0);
    });

    it.each(internet)(
      'answers ECONNREFUSED over %s where nobody listens',
      (_, family) => {
        const on = start();
        const fd = on.socket(family);
        expect(on.connect(fd, on.deafAddress(family))).toBe('ECONNREFUSED');
      },
    );

    it('may be tried again after it was refused', () => {
      const on = start();
      const fd = on.socket();
      expect(on.connect(fd, on.deafAddress())).toBe('ECONNREFUSED');
      expect(on.pendingError(fd)).toBe(0);
      expect(on.connect(fd, on.listening().address)).toBe(0);
    });

    it('keeps the address that bind() gave', () => {
      const on = start();
      const { fd, address } = on.bound();
      expect(on.connect(fd, on.listening().address)).toBe(0);
      expect(on.ownAddress(fd)).toEqual(address);
    });

    it('to 0.0.0.0 means this machine', () => {
      const on = start();
      const { listener, address } = on.listening();
      const anywhere = address.slice().fill(0, 4, 8);
      const near = on.socket();
      expect(on.connect(near, anywhere)).toBe(0);
      expect(on.peerAddress(near)).toEqual(address);
      on.accept(listener);
    });
  });
}
// #endregion

// #region vain-connects
/** connect(2): where there is nothing to wait for. */
export function describeVainConnects(start: StartCase): void {
  describe('connect()', () => {
    it('answers EISCONN for a socket that has a peer, or listens', () => {
      const on = start();
      const { listener, near, far, address } = on.connected();
      for (const fd of [near, far, listener]) {
        expect(on.connect(fd, address)).toBe('EISCONN');
      }
    });

    it('answers EINVAL for an address that is cut short', () => {
      const on = start();
      const { address } = on.listening();
      expect(named(on.kernel.connect(on.socket(), address, 15))).toBe('EINVAL');
    });

    it('answers EAFNOSUPPORT for an address of another family', () => {
      const on = start();
      const address = on.listening().address.slice();
      for (const family of [AF_INET6, 99]) {
        address[0] = family;
        expect(on.connect(on.socket(), address)).toBe('EAFNOSUPPORT');
      }
    });

    it('to port 0 is refused', () => {
      const on = start();
      expect(on.connect(on.socket(), loopback())).toBe('ECONNREFUSED');
    });
  });
}
// #endregion

// #region in-progress
/** connect(2) that does not wait: EINPROGRESS, and what comes of it. */
export function describeConnectInProgress(start: StartCase): void {
  describe('connect() of a non-blocking socket', () => {
    it.each(internet)(
      'answers EINPROGRESS over %s, then is writable without an error',
      (_, family) => {
        const on = start();
        const { address } = on.listening(family);
        const fd = on.socket(family, SOCK_NONBLOCK);
        expect(on.connect(fd, address)).toBe('EINPROGRESS');
        expect(on.until(fd, POLLOUT | POLLIN)).toBe(POLLOUT);
        expect(on.pendingError(fd)).toBe(0);
        expect(on.peerAddress(fd)).toEqual(address);
      },
    );

    it('has an address of its own from then on', () => {
      const on = start();
      const { waiting } = on.stuckConnect();
      expect(on.ownAddress(waiting).subarray(4, 8)).toEqual(loopback().subarray(4, 8));
      expect((on.ownAddress(waiting)[2] ?? 0) > 0).toBe(true);
    });

    it('answers EALREADY as long as it is in progress', () => {
      const on = start();
      const { waiting, address } = on.stuckConnect();
      expect(on.connect(waiting, address)).toBe('EALREADY');
      expect(on.connect(waiting, address)).toBe('EALREADY');
    });

    it('answers 0 the first time after it has come about, then EISCONN', () => {
      const on = start();
      const { address } = on.listening();
      const fd = on.socket(AF_INET, SOCK_NONBLOCK);
      expect(on.connect(fd, address)).toBe('EINPROGRESS');
      on.until(fd, POLLOUT);
      expect(on.connect(fd, address)).toBe(0);
      expect(on.connect(fd, address)).toBe('EISCONN');
    });

    it('can be waited for, though nothing can be sent or received yet', () => {
      const on = start();
      const { waiting } = on.stuckConnect();
      expect(on.poll(waiting, POLLIN | POLLOUT)).toBe(0);
      expect(on.send(waiting, 'x')).toBe('EAGAIN');
      expect(on.recv(waiting)).toBe('EAGAIN');
      expect(on.pendingError(waiting)).toBe(0);
    });

    it('can be given up by shutdown()', () => {
      const on = start();
      const { waiting } = on.stuckConnect();
      expect(on.shutdown(waiting, SHUT_RDWR)).toBe(0);
      const revents = on.until(waiting, POLLIN | POLLOUT);
      expect(revents & POLLHUP).toBe(POLLHUP);
    });
  });
}
// #endregion

// #region refused
/** connect(2) that does not wait, and fails later: who is told, and how often. */
export function describeRefusedConnect(start: StartCase): void {
  describe('a non-blocking connect() that is refused', () => {
    function refused() {
      const on = start();
      const address = on.deafAddress();
      const fd = on.socket(AF_INET, SOCK_NONBLOCK);
      expect(on.connect(fd, address)).toBe('EINPROGRESS');
      const revents = on.until(fd, POLLIN | POLLOUT);
      return { on, fd, address, revents };
    }

    it('is readable, writable, in error and hung up', () => {
      expect(refused().revents).toBe(POLLIN | POLLOUT | POLLERR | POLLHUP);
    });

    it('tells SO_ERROR why, once', () => {
      const { on, fd } = refused();
      expect(on.pendingError(fd)).toBe('ECONNREFUSED');
      expect(on.pendingError(fd)).toBe(0);
      expect(on.poll(fd, POLLIN | POLLOUT)).toBe(POLLIN | POLLOUT | POLLHUP);
    });

    it('tells the second connect() why', () => {
      const { on, fd, address } = refused();
      expect(on.connect(fd, address)).toBe('ECONNREFUSED');
    });

    it('answers ECONNABORTED where SO_ERROR has told already, and then tries anew', () => {
      const { on, fd, address } = refused();
      on.pendingError(fd);
      expect(on.connect(fd, address)).toBe('ECONNABORTED');
      expect(on.connect(fd, address)).toBe('EINPROGRESS');
    });

    it('does not listen as long as the second connect() has not told: EINVAL', () => {
      const { on, fd, address } = refused();
      expect(on.listen(fd, 1)).toBe('EINVAL');
      expect(on.connect(fd, address)).toBe('ECONNREFUSED');
      expect(on.listen(fd, 1)).toBe(0);
    });

    it('tells recv() why, and then there is the end of the stream', () => {
      const { on, fd } = refused();
      expect(on.recv(fd)).toBe('ECONNREFUSED');
      expect(on.recv(fd)).toBe('');
      expect(on.pendingError(fd)).toBe(0);
    });

    it('tells send() why, and then there is EPIPE', () => {
      const { on, fd } = refused();
      expect(on.send(fd, 'x')).toBe('ECONNREFUSED');
      expect(on.send(fd, 'x')).toBe('EPIPE');
      expect(on.pendingError(fd)).toBe(0);
    });
  });
}
// #endregion
