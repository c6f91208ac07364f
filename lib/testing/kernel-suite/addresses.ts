/** What bind(2), getsockname(2) and getpeername(2) promise for internet addresses. */
import { describe, expect, it } from 'vitest';
import {
  AF_INET,
  AF_INET6,
  IPPROTO_IPV6,
  IPV6_V6ONLY,
  POLLERR,
  POLLHUP,
  POLLIN,
  SHUT_RDWR,
  SO_REUSEADDR,
  SOL_SOCKET,
} from '../../sys/index.ts';
import { loopback, named, portOf, type StartCase } from './kernel-under-test.ts';

// #region bind
const internet = [
  ['IPv4', AF_INET, 16],
  ['IPv6', AF_INET6, 28],
] as const;

/** The address with some of its bytes changed. */
function changed(address: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = address.slice();
  copy.set(values, at);
  return copy;
}

/** bind(2): which port a socket gets, and when it is taken. */
export function describeBind(start: StartCase): void {
  describe('bind()', () => {
    it.each(internet)('gives a free port over %s where port 0 is asked', (_, family) => {
      const on = start();
      const first = on.bound(family);
      const second = on.bound(family);
      expect(portOf(first.address)).toBeGreaterThan(1023);
      expect(portOf(second.address)).not.toBe(portOf(first.address));
    });

    it('gives the port that is asked for, once it is free', () => {
      const on = start();
      const { fd, address } = on.bound();
      on.close(fd);
      const again = on.socket();
      expect(on.bind(again, address)).toBe(0);
      expect(on.ownAddress(again)).toEqual(address);
    });

    it.each(internet)(
      'answers EADDRINUSE for a port of %s that is taken',
      (_, family) => {
        const on = start();
        const { address } = on.bound(family);
        expect(on.bind(on.socket(family), address)).toBe('EADDRINUSE');
      },
    );

    it('answers EADDRINUSE for a port that somebody listens on, SO_REUSEADDR or not', () => {
      const on = start();
      const { listener, address } = on.listening();
      on.setOption(listener, SOL_SOCKET, SO_REUSEADDR, [1]);
      const fd = on.socket();
      on.setOption(fd, SOL_SOCKET, SO_REUSEADDR, [1]);
      expect(on.bind(fd, address)).toBe('EADDRINUSE');
    });

    it('answers EADDRINUSE for the port of a connection that is still open', () => {
      const on = start();
      const { listener, address, near } = on.connected();
      on.close(listener);
      expect(on.bind(on.socket(), address)).toBe('EADDRINUSE');
      expect(on.bind(on.socket(), on.ownAddress(near))).toBe('EADDRINUSE');
    });
  });
}
// #endregion

// #region freed-ports
/** bind(2): when a port that was used is free again. */
export function describeFreedPorts(start: StartCase): void {
  describe('bind()', () => {
    it.each(['open', 'ended'])(
      'gives the port of an %s connection that was reset',
      (state) => {
        const on = start();
        const { listener, near, far, address } = on.connected();
        on.close(listener);
        if (state === 'ended') expect(on.shutdown(far, SHUT_RDWR)).toBe(0);
        on.tearOff(near);
        on.untilAll(far, POLLIN, POLLIN | POLLERR | POLLHUP);
        expect(on.bind(on.socket(), address)).toBe(0);
      },
    );

    it('takes the address of a listener that is gone, with SO_REUSEADDR on both', () => {
      const on = start();
      const { fd: listener, address } = on.bound();
      on.setOption(listener, SOL_SOCKET, SO_REUSEADDR, [1]);
      expect(on.listen(listener, 1)).toBe(0);
      on.connectedTo({ listener, address });
      on.close(listener);
      const fd = on.socket();
      on.setOption(fd, SOL_SOCKET, SO_REUSEADDR, [1]);
      expect(on.bind(fd, address)).toBe(0);
      expect(on.listen(fd, 1)).toBe(0);
    });

    it('answers EADDRINUSE for one address where all addresses are taken', () => {
      const on = start();
      const { address } = on.listening();
      const anywhere = changed(address, 4, 0, 0, 0, 0);
      expect(on.bind(on.socket(), anywhere)).toBe('EADDRINUSE');
    });
  });
}
// #endregion

// #region wrong-addresses
/** bind(2): addresses that nobody gets. */
export function describeWrongAddresses(start: StartCase): void {
  describe('bind()', () => {
    it('answers EADDRNOTAVAIL for an address that is not of this machine', () => {
      const on = start();
      const elsewhere = changed(loopback(), 4, 8, 8, 8, 8);
      expect(on.bind(on.socket(), elsewhere)).toBe('EADDRNOTAVAIL');
    });

    it('answers EINVAL for a socket that has an address', () => {
      const on = start();
      expect(on.bind(on.bound().fd, loopback())).toBe('EINVAL');
      expect(on.bind(on.connected().near, loopback())).toBe('EINVAL');
    });

    it('answers EINVAL for an address that is cut short', () => {
      const on = start();
      for (const length of [0, 2, 15]) {
        expect(on.bind(on.socket(), loopback(), length)).toBe('EINVAL');
      }
      const fd = on.socket(AF_INET6);
      expect(on.bind(fd, loopback(AF_INET6), 16)).toBe('EINVAL');
    });

    it('answers EAFNOSUPPORT for an address of another family', () => {
      const on = start();
      for (const family of [AF_INET6, 99]) {
        const address = changed(loopback(), 0, family);
        expect(on.bind(on.socket(), address)).toBe('EAFNOSUPPORT');
      }
    });

    it('keeps IPv4 and IPv6 of one port apart', () => {
      const on = start();
      const { address } = on.bound();
      const same = changed(loopback(AF_INET6), 2, address[2] ?? 0, address[3] ?? 0);
      const fd = on.socket(AF_INET6);
      on.setOption(fd, IPPROTO_IPV6, IPV6_V6ONLY, [1]);
      expect(on.bind(fd, same)).toBe(0);
    });
  });
}
// #endregion

// #region own-address
/** getsockname(2): a socket's own address, and how it is cut. */
export function describeOwnAddress(start: StartCase): void {
  describe('getsockname()', () => {
    it.each(internet)('tells of an unbound socket of %s all zeros', (_, family, size) => {
      const on = start();
      const zeros = changed(new Uint8Array(size), 0, family);
      expect(on.ownAddress(on.socket(family))).toEqual(zeros);
    });

    it.each(internet)('writes the whole sockaddr of %s', (_, family, size) => {
      const on = start();
      const { address } = on.bound(family);
      expect(address).toHaveLength(size);
      const port = [address[2] ?? 0, address[3] ?? 0];
      expect(address).toEqual(changed(loopback(family), 2, ...port));
    });

    it('cuts the address at the length it is given, and tells the whole length', () => {
      const on = start();
      const { fd, address } = on.bound();
      const room = new Uint8Array(16);
      const length = Int32Array.of(4);
      expect(on.kernel.getsockname(fd, room, length)).toBe(0);
      expect(length[0]).toBe(16);
      expect(room.subarray(0, 4)).toEqual(address.subarray(0, 4));
      expect(room.subarray(4).every((byte) => byte === 0)).toBe(true);
    });

    it('tells a socket that connected its own port', () => {
      const on = start();
      const { near, address } = on.connected();
      const own = on.ownAddress(near);
      expect(portOf(own)).toBeGreaterThan(1023);
      expect(portOf(own)).not.toBe(portOf(address));
      expect(own.subarray(4)).toEqual(address.subarray(4));
    });

    it('tells an accepted socket the listener’s address', () => {
      const on = start();
      const { far, address } = on.connected();
      expect(on.ownAddress(far)).toEqual(address);
    });
  });
}
// #endregion

// #region peer-address
/** getpeername(2): the address of the other end, while there is one. */
export function describePeerAddress(start: StartCase): void {
  describe('getpeername()', () => {
    it.each(internet)('tells each end of %s the other’s address', (_, family) => {
      const on = start();
      const { near, far, address } = on.connected(family);
      expect(on.peerAddress(near)).toEqual(address);
      expect(on.peerAddress(far)).toEqual(on.ownAddress(near));
    });

    it('answers ENOTCONN without a peer', () => {
      const on = start();
      const ask = (fd: number) =>
        named(on.kernel.getpeername(fd, new Uint8Array(16), Int32Array.of(16)));
      expect(ask(on.socket())).toBe('ENOTCONN');
      expect(ask(on.bound().fd)).toBe('ENOTCONN');
      expect(ask(on.listening().listener)).toBe('ENOTCONN');
      expect(ask(on.stuckConnect().waiting)).toBe('ENOTCONN');
      expect(ask(on.reset().near)).toBe('ENOTCONN');
    });

    it('still tells a peer that has ended its stream', () => {
      const on = start();
      const { near, far, address } = on.connected();
      on.close(far);
      on.until(near, 1);
      expect(on.peerAddress(near)).toEqual(address);
    });
  });
}
// #endregion
