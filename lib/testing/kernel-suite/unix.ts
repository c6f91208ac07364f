/** What unix(7) promises: addresses that are paths, and where such a connection is no TCP. */
import { describe, expect, it } from 'vitest';
import {
  AF_UNIX,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLOUT,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SO_LINGER,
  SOCK_NONBLOCK,
  SOL_SOCKET,
} from '../../sys/index.ts';
import { loopback, named, type StartCase, unixAddress } from './kernel-under-test.ts';

// #region address
/** The address of a Unix socket: a path, or none. */
export function describeUnixAddress(start: StartCase): void {
  describe('the address of a Unix socket', () => {
    it('is the path that it was bound to, and its length counts the zero behind it', () => {
      const on = start();
      const path = on.unixPath();
      const fd = on.socket(AF_UNIX);
      expect(on.bind(fd, unixAddress(path))).toBe(0);
      const expected = unixAddress(path).subarray(0, 2 + path.length + 1);
      expect(on.ownAddress(fd)).toEqual(expected);
    });

    it('is two bytes, the family, where there is no path', () => {
      const on = start();
      const { listener, near, far } = on.connected(AF_UNIX);
      const nameless = Uint8Array.of(AF_UNIX, 0);
      expect(on.ownAddress(on.socket(AF_UNIX))).toEqual(nameless);
      expect(on.ownAddress(near)).toEqual(nameless);
      expect(on.peerAddress(far)).toEqual(nameless);
      expect(on.peerAddress(near)).toEqual(on.ownAddress(listener));
      expect(on.ownAddress(far)).toEqual(on.ownAddress(listener));
    });

    it('is known to the peer also if it was given after they connected', () => {
      const on = start();
      const { near, far } = on.connected(AF_UNIX);
      const address = unixAddress(on.unixPath());
      expect(on.bind(near, address)).toBe(0);
      expect(on.peerAddress(far)).toEqual(on.ownAddress(near));
    });

    it('is refused where it is taken, by a socket that lives or one that is gone', () => {
      const on = start();
      const { fd, address } = on.bound(AF_UNIX);
      const bind = () => on.bind(on.socket(AF_UNIX), address);
      expect(bind()).toBe('EADDRINUSE');
      on.close(fd);
      expect(bind()).toBe('EADDRINUSE');
    });

    it('cannot be given twice, nor be one of another family', () => {
      const on = start();
      const { fd } = on.bound(AF_UNIX);
      const other = unixAddress(on.unixPath());
      expect(on.bind(fd, other)).toBe('EINVAL');
      expect(on.bind(on.socket(AF_UNIX), loopback())).toBe('EINVAL');
      const taken = on.bound(AF_UNIX).address;
      expect(on.bind(fd, taken)).toBe('EADDRINUSE');
    });
  });
}
// #endregion

// #region connect
/** connect(2) to a path: at once, or not at all. */
export function describeUnixConnect(start: StartCase): void {
  describe('connect() to a path', () => {
    it('is done at once: nothing is ever in progress', () => {
      const on = start();
      const { address } = on.listening(AF_UNIX);
      expect(on.connect(on.socket(AF_UNIX, SOCK_NONBLOCK), address)).toBe(0);
    });

    it('answers ENOENT where nothing has that path', () => {
      const on = start();
      const address = unixAddress(on.unixPath());
      expect(on.connect(on.socket(AF_UNIX), address)).toBe('ENOENT');
    });

    it('answers ECONNREFUSED where the socket there does not listen, or is gone', () => {
      const on = start();
      const { fd, address } = on.bound(AF_UNIX);
      expect(on.connect(on.socket(AF_UNIX), address)).toBe('ECONNREFUSED');
      on.close(fd);
      expect(on.connect(on.socket(AF_UNIX), address)).toBe('ECONNREFUSED');
    });

    it('answers EAGAIN where the queue is full, and works once there is room', () => {
      const on = start();
      const { listener, address } = on.listening(AF_UNIX, 0);
      expect(on.connect(on.socket(AF_UNIX), address)).toBe(0);
      const late = on.socket(AF_UNIX, SOCK_NONBLOCK);
      expect(on.connect(late, address)).toBe('EAGAIN');
      expect(on.poll(late, POLLIN | POLLOUT)).toBe(POLLOUT | POLLHUP);
      on.accept(listener);
      expect(on.connect(late, address)).toBe(0);
    });

    it('answers EISCONN for a socket that has a peer', () => {
      const on = start();
      const { near, address } = on.connected(AF_UNIX);
      expect(on.connect(near, address)).toBe('EISCONN');
    });

    it('answers EINVAL for an internet address, and for a socket that listens', () => {
      const on = start();
      const { listener, address } = on.listening(AF_UNIX);
      expect(on.connect(on.socket(AF_UNIX), loopback())).toBe('EINVAL');
      expect(on.connect(listener, address)).toBe('EINVAL');
    });
  });
}
// #endregion

// #region lonely
/** A Unix socket that has neither address nor peer. */
export function describeLonelyUnixSocket(start: StartCase): void {
  describe('a Unix socket without a peer', () => {
    it('answers EINVAL to listen() without an address', () => {
      const on = start();
      expect(on.listen(on.socket(AF_UNIX), 1)).toBe('EINVAL');
    });

    it('answers EINVAL to accept4(), ENOTCONN to getpeername()', () => {
      const on = start();
      const fd = on.socket(AF_UNIX);
      const address = new Uint8Array(16);
      expect(named(on.kernel.accept4(fd, null, null, 0))).toBe('EINVAL');
      expect(named(on.kernel.getpeername(fd, address, Int32Array.of(16)))).toBe(
        'ENOTCONN',
      );
    });
  });
}
// #endregion

// #region ends
/** How a Unix connection ends, where it is unlike TCP. */
export function describeUnixEnds(start: StartCase): void {
  describe('the end of a Unix connection', () => {
    it('by close() is the end of the stream, and EPIPE for the first send() already', () => {
      const on = start();
      const { near, far } = on.connected(AF_UNIX);
      on.send(near, 'last');
      on.close(near);
      expect(on.send(far, 'x')).toBe('EPIPE');
      expect(on.recv(far)).toBe('last');
      expect(on.recv(far)).toBe('');
      expect(on.poll(far, POLLIN | POLLOUT)).toBe(POLLIN | POLLOUT | POLLHUP);
    });

    it('by close() with unread bytes is ECONNRESET, once', () => {
      const on = start();
      const { near, far } = on.connected(AF_UNIX);
      on.send(near, 'unread');
      on.close(far);
      expect(on.poll(near, POLLIN | POLLOUT)).toBe(POLLIN | POLLOUT | POLLERR | POLLHUP);
      expect(on.recv(near)).toBe('ECONNRESET');
      expect(on.recv(near)).toBe('');
    });

    it('by close() with unread bytes still gives what was sent before', () => {
      const on = start();
      const { near, far } = on.connected(AF_UNIX);
      on.send(near, 'unread');
      on.send(far, 'sent');
      on.close(far);
      expect(on.recv(near)).toBe('sent');
      expect(on.recv(near)).toBe('ECONNRESET');
      expect(on.recv(near)).toBe('');
    });

    it('is the same with SO_LINGER: there is no reset to send', () => {
      const on = start();
      const { near, far } = on.connected(AF_UNIX);
      on.setOption(near, SOL_SOCKET, SO_LINGER, [1, 0]);
      on.close(near);
      expect(on.pendingError(far)).toBe(0);
      expect(on.recv(far)).toBe('');
    });

    it('by shutdown(SHUT_WR) leaves the other way open', () => {
      const on = start();
      const { near, far } = on.connected(AF_UNIX);
      expect(on.shutdown(near, SHUT_WR)).toBe(0);
      expect(on.recv(far)).toBe('');
      expect(on.send(near, 'x')).toBe('EPIPE');
      expect(on.send(far, 'back')).toBe(4);
      expect(on.recv(near)).toBe('back');
    });

    it('by shutdown(SHUT_RD) is EPIPE for the peer, other than over TCP', () => {
      const on = start();
      const { near, far } = on.connected(AF_UNIX);
      on.send(far, 'before');
      expect(on.shutdown(near, SHUT_RD)).toBe(0);
      expect(on.recv(near)).toBe('before');
      expect(on.recv(near)).toBe('');
      expect(on.send(far, 'x')).toBe('EPIPE');
    });

    it('by shutdown() on both sides may be told again and again', () => {
      const on = start();
      const { near, far } = on.connected(AF_UNIX);
      for (const fd of [near, far, near]) {
        expect(on.shutdown(fd, SHUT_RDWR)).toBe(0);
      }
      expect(on.poll(near, POLLIN | POLLOUT)).toBe(POLLIN | POLLOUT | POLLHUP);
    });

    it('of a listener ends who is in its queue', () => {
      const on = start();
      const { listener, address } = on.listening(AF_UNIX);
      const near = on.socket(AF_UNIX);
      on.connect(near, address);
      on.close(listener);
      expect(on.recv(near)).toBe('ECONNRESET');
      expect(on.recv(near)).toBe('');
      expect(on.send(near, 'x')).toBe('EPIPE');
    });
  });
}
// #endregion
