/** What listen(2) and accept4(2) promise: the queue of connections, and what comes out of it. */
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  F_GETFD,
  F_GETFL,
  FD_CLOEXEC,
  O_NONBLOCK,
  POLLHUP,
  POLLIN,
  POLLOUT,
  SHUT_RD,
  SHUT_RDWR,
  SO_RCVBUF,
  SO_SNDBUF,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOL_SOCKET,
} from '../../sys/index.ts';
import { named, portOf, type StartCase } from './kernel-under-test.ts';

// #region listen
/** listen(2): what it makes of a socket. */
export function describeListen(start: StartCase): void {
  describe('listen()', () => {
    it('gives a socket without an address a free port', () => {
      const on = start();
      const fd = on.socket();
      expect(on.listen(fd, 1)).toBe(0);
      expect(portOf(on.ownAddress(fd))).toBeGreaterThan(1023);
    });

    it('may be called again, to change the backlog, whatever number it is', () => {
      const on = start();
      const { listener } = on.listening();
      for (const backlog of [0, -1, 100_000]) {
        expect(on.listen(listener, backlog)).toBe(0);
      }
    });

    it('answers EINVAL for a socket that has a peer, or is getting one', () => {
      const on = start();
      expect(on.listen(on.connected().near, 1)).toBe('EINVAL');
      expect(on.listen(on.stuckConnect().waiting, 1)).toBe('EINVAL');
    });

    it('makes a socket that neither sends nor receives', () => {
      const on = start();
      const { listener } = on.listening();
      expect(on.recv(listener)).toBe('ENOTCONN');
      expect(on.send(listener, 'x')).toBe('EPIPE');
    });
  });
}
// #endregion

// #region backlog
/** The backlog of listen(2): who gets in, and who waits outside. */
export function describeBacklog(start: StartCase): void {
  describe('the backlog', () => {
    it('queues one connection more than it says; the next ones wait outside', () => {
      const on = start();
      const { address } = on.listening(AF_INET, 2);
      const clients = [0, 1, 2, 3, 4].map(() => on.socket(AF_INET, SOCK_NONBLOCK));
      for (const fd of clients) expect(on.connect(fd, address)).toBe('EINPROGRESS');
      for (const fd of clients.slice(0, 3)) expect(on.until(fd, POLLOUT)).toBe(POLLOUT);
      expect(clients.slice(3).map((fd) => on.poll(fd, POLLOUT))).toEqual([0, 0]);
    });

    it('lets in who waited outside, some time after there is room', () => {
      const on = start();
      const { listener, waiting } = on.stuckConnect();
      on.accept(listener);
      expect(on.until(waiting, POLLOUT)).toBe(POLLOUT);
      expect(on.pendingError(waiting)).toBe(0);
      const far = on.accept(listener);
      expect(on.send(waiting, 'late')).toBe(4);
      expect(on.arrived(far)).toBe('late');
    });

    it('takes nothing more after listen() made it smaller', () => {
      const on = start();
      const { listener, address } = on.listening(AF_INET, 5);
      expect(on.connect(on.socket(), address)).toBe(0);
      expect(on.kernel.listen(listener, 0)).toBe(0);
      const fd = on.socket(AF_INET, SOCK_NONBLOCK);
      expect(on.connect(fd, address)).toBe('EINPROGRESS');
      expect(on.poll(fd, POLLOUT, 20)).toBe(0);
    });
  });
}
// #endregion

// #region accept
/** accept4(2): whom it takes, and what it tells of them. */
export function describeAccept(start: StartCase): void {
  describe('accept4()', () => {
    it('answers EAGAIN where nobody has come and the listener does not block', () => {
      const on = start();
      const { listener } = on.listening(AF_INET, 1, SOCK_NONBLOCK);
      expect(named(on.kernel.accept4(listener, null, null, 0))).toBe('EAGAIN');
    });

    it('takes connections in the order they came', () => {
      const on = start();
      const { listener, address } = on.listening();
      const clients = [on.socket(), on.socket(), on.socket()];
      for (const fd of clients) expect(on.connect(fd, address)).toBe(0);
      const peers = clients.map(() => portOf(on.peerAddress(on.accept(listener))));
      expect(peers).toEqual(clients.map((fd) => portOf(on.ownAddress(fd))));
    });

    it('writes the peer’s address and its length', () => {
      const on = start();
      const { listener, address } = on.listening();
      const near = on.socket();
      on.connect(near, address);
      on.until(listener, POLLIN);
      const peer = new Uint8Array(128);
      const length = Int32Array.of(128);
      on.opened(on.kernel.accept4(listener, peer, length, 0));
      expect(peer.subarray(0, length[0])).toEqual(on.ownAddress(near));
    });

    it('cuts the peer’s address where there is no room, and tells its whole length', () => {
      const on = start();
      const { listener, address } = on.listening();
      on.connect(on.socket(), address);
      on.until(listener, POLLIN);
      const peer = new Uint8Array(16);
      const length = Int32Array.of(4);
      on.opened(on.kernel.accept4(listener, peer, length, 0));
      expect(length[0]).toBe(16);
      expect(peer.subarray(4).every((byte) => byte === 0)).toBe(true);
    });
  });
}
// #endregion

// #region accepted
/** accept4(2): what state the new connection is in. */
export function describeAccepted(start: StartCase): void {
  describe('accept4()', () => {
    it('gives the flags that it is told, never the listener’s', () => {
      const on = start();
      const listening = on.listening(AF_INET, 16, SOCK_NONBLOCK | SOCK_CLOEXEC);
      const flagsWith = (flags: number) => {
        on.connect(on.socket(), listening.address);
        const fd = on.accept(listening.listener, flags);
        const status = on.kernel.fcntl(fd, F_GETFL, 0) & O_NONBLOCK;
        return [status, on.kernel.fcntl(fd, F_GETFD, 0)];
      };
      expect(flagsWith(0)).toEqual([0, 0]);
      expect(flagsWith(SOCK_NONBLOCK)).toEqual([O_NONBLOCK, 0]);
      expect(flagsWith(SOCK_CLOEXEC)).toEqual([0, FD_CLOEXEC]);
    });

    it('gives the listener’s buffer sizes', () => {
      const on = start();
      const listening = on.listening();
      on.setOption(listening.listener, SOL_SOCKET, SO_RCVBUF, [10_000]);
      on.setOption(listening.listener, SOL_SOCKET, SO_SNDBUF, [10_000]);
      const { far } = on.connectedTo(listening);
      expect(on.option(far, SOL_SOCKET, SO_RCVBUF)).toBe(20_000);
      expect(on.option(far, SOL_SOCKET, SO_SNDBUF)).toBe(20_000);
    });

    it('gives what the peer sent before it was accepted', () => {
      const on = start();
      const { listener, address } = on.listening();
      const near = on.socket();
      on.connect(near, address);
      expect(on.send(near, 'early')).toBe(5);
      expect(on.arrived(on.accept(listener))).toBe('early');
    });

    it('gives a connection that its peer has ended, with all that it sent', () => {
      const on = start();
      const { listener, address } = on.listening();
      const near = on.socket();
      on.connect(near, address);
      on.send(near, 'bye');
      on.close(near);
      const far = on.accept(listener);
      expect(on.arrived(far)).toBe('bye');
      expect(on.arrived(far)).toBe('');
    });

    it('gives a connection that was reset in the queue; recv() tells', () => {
      const on = start();
      const { listener, address } = on.listening();
      const near = on.socket();
      on.connect(near, address);
      on.until(listener, POLLIN);
      on.tearOff(near);
      const far = on.accept(listener);
      expect(on.arrived(far)).toBe('ECONNRESET');
    });
  });
}
// #endregion

// #region vain-accepts
/** accept4(2): where nobody can ever come. */
export function describeVainAccepts(start: StartCase): void {
  describe('accept4()', () => {
    it('answers EINVAL for an unknown flag, and for a socket that does not listen', () => {
      const on = start();
      const { listener, near } = on.connected();
      const accept = (fd: number, flags: number) =>
        named(on.kernel.accept4(fd, null, null, flags));
      expect(accept(listener, 1)).toBe('EINVAL');
      expect(accept(on.socket(), 0)).toBe('EINVAL');
      expect(accept(on.bound().fd, 0)).toBe('EINVAL');
      expect(accept(near, 0)).toBe('EINVAL');
    });

    it('answers EINVAL after shutdown(SHUT_RD), as long as nobody listens again', () => {
      const on = start();
      const { listener, address } = on.listening(AF_INET, 1, SOCK_NONBLOCK);
      expect(on.shutdown(listener, SHUT_RD)).toBe(0);
      expect(on.poll(listener, POLLIN)).toBe(POLLHUP);
      expect(named(on.kernel.accept4(listener, null, null, 0))).toBe('EINVAL');
      expect(on.connect(on.socket(), address)).toBe('ECONNREFUSED');
      expect(on.listen(listener, 1)).toBe(0);
      expect(named(on.kernel.accept4(listener, null, null, 0))).toBe('EAGAIN');
    });
  });
}
// #endregion

// #region listener-ends
/** What the end of a listener does to its port, its queue and its connections. */
export function describeListenerEnds(start: StartCase): void {
  describe('a listener that ends', () => {
    it('by shutdown(SHUT_RD) gives back a port that the kernel chose', () => {
      const on = start();
      const { listener, address } = on.listening();
      expect(on.shutdown(listener, SHUT_RD)).toBe(0);
      expect(on.bind(on.socket(), address)).toBe(0);
    });

    it('by shutdown(SHUT_RD) keeps a port that it asked for', () => {
      const on = start();
      const { fd, address } = on.bound();
      on.close(fd);
      const listener = on.socket();
      expect(on.bind(listener, address)).toBe(0);
      expect(on.listen(listener, 1)).toBe(0);
      expect(on.shutdown(listener, SHUT_RD)).toBe(0);
      expect(on.bind(on.socket(), address)).toBe('EADDRINUSE');
    });

    it.each(['close', 'shutdown'])('by %s() resets who is still in its queue', (how) => {
      const on = start();
      const { listener, address } = on.listening();
      const near = on.socket();
      expect(on.connect(near, address)).toBe(0);
      on.until(listener, POLLIN);
      if (how === 'close') on.close(listener);
      else expect(on.shutdown(listener, SHUT_RDWR)).toBe(0);
      expect(on.arrived(near)).toBe('ECONNRESET');
    });

    it('leaves its accepted connections alone', () => {
      const on = start();
      const { listener, near, far } = on.connected();
      on.close(listener);
      expect(on.send(near, 'on')).toBe(2);
      expect(on.arrived(far)).toBe('on');
    });
  });
}
// #endregion
