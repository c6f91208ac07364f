/** What getsockopt(2) and setsockopt(2) promise, for the options of this course. */
import { describe, expect, it } from 'vitest';
import {
  AF_INET6,
  AF_UNIX,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPV6_V6ONLY,
  SO_ERROR,
  SO_KEEPALIVE,
  SO_LINGER,
  SO_RCVBUF,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SO_SNDBUF,
  SO_TYPE,
  SOCK_STREAM,
  SOL_SOCKET,
  TCP_NODELAY,
} from '../../sys/index.ts';
import { type KernelUnderTest, named, type StartCase } from './kernel-under-test.ts';

// #region buffer-sizes
/** setsockopt(2) of one number. */
function set(
  on: KernelUnderTest,
  fd: number,
  level: number,
  name: number,
  value: number,
) {
  return named(on.kernel.setsockopt(fd, level, name, Int32Array.of(value), 4));
}

/** SO_SNDBUF and SO_RCVBUF of socket(7): doubled, and bounded. */
export function describeBufferSizes(start: StartCase): void {
  describe('SO_SNDBUF and SO_RCVBUF', () => {
    it.each([
      ['SO_SNDBUF', SO_SNDBUF],
      ['SO_RCVBUF', SO_RCVBUF],
    ])('%s is doubled, and read back so', (_, name) => {
      const on = start();
      const fd = on.socket();
      expect(set(on, fd, SOL_SOCKET, name, 10_000)).toBe(0);
      expect(on.option(fd, SOL_SOCKET, name)).toBe(20_000);
    });

    it('have a least and a greatest size, and no error beyond them', () => {
      const on = start();
      const fd = on.socket();
      set(on, fd, SOL_SOCKET, SO_SNDBUF, 0);
      expect(on.option(fd, SOL_SOCKET, SO_SNDBUF)).toBe(4608);
      set(on, fd, SOL_SOCKET, SO_RCVBUF, 0);
      expect(on.option(fd, SOL_SOCKET, SO_RCVBUF)).toBe(2304);
      for (const name of [SO_SNDBUF, SO_RCVBUF]) {
        expect(set(on, fd, SOL_SOCKET, name, 1_000_000_000)).toBe(0);
        const most = on.option(fd, SOL_SOCKET, name);
        expect(most).toBeGreaterThan(100_000);
        expect(most).toBeLessThan(1_000_000_000);
      }
    });

    it('have a size before anybody sets one', () => {
      const on = start();
      for (const fd of [on.socket(), on.socket(AF_UNIX)]) {
        expect(on.option(fd, SOL_SOCKET, SO_SNDBUF)).toBeGreaterThan(4608);
        expect(on.option(fd, SOL_SOCKET, SO_RCVBUF)).toBeGreaterThan(2304);
      }
    });
  });
}
// #endregion

// #region switches
/** Options that are on or off. */
export function describeSwitches(start: StartCase): void {
  describe('an option that is on or off', () => {
    it.each([
      ['SO_REUSEADDR', SOL_SOCKET, SO_REUSEADDR],
      ['SO_REUSEPORT', SOL_SOCKET, SO_REUSEPORT],
      ['SO_KEEPALIVE', SOL_SOCKET, SO_KEEPALIVE],
      ['TCP_NODELAY', IPPROTO_TCP, TCP_NODELAY],
    ])('%s is off, and any number but 0 makes it 1', (_, level, name) => {
      const on = start();
      const fd = on.socket();
      expect(on.option(fd, level, name)).toBe(0);
      expect(set(on, fd, level, name, 5)).toBe(0);
      expect(on.option(fd, level, name)).toBe(1);
      expect(set(on, fd, level, name, 0)).toBe(0);
      expect(on.option(fd, level, name)).toBe(0);
    });

    it('IPV6_V6ONLY belongs to IPv6 alone', () => {
      const on = start();
      const fd = on.socket(AF_INET6);
      expect(set(on, fd, IPPROTO_IPV6, IPV6_V6ONLY, 1)).toBe(0);
      expect(on.option(fd, IPPROTO_IPV6, IPV6_V6ONLY)).toBe(1);
      expect(set(on, on.socket(), IPPROTO_IPV6, IPV6_V6ONLY, 1)).toBe('ENOPROTOOPT');
    });
  });
}
// #endregion

// #region linger
/** SO_LINGER of socket(7), which is two numbers. */
export function describeLinger(start: StartCase): void {
  describe('SO_LINGER', () => {
    it('is two numbers: on or off, and seconds', () => {
      const on = start();
      const fd = on.socket();
      const value = Int32Array.of(9, 9);
      const length = Int32Array.of(8);
      const look = () => {
        expect(on.kernel.getsockopt(fd, SOL_SOCKET, SO_LINGER, value, length)).toBe(0);
        return [...value, length[0]];
      };
      expect(look()).toEqual([0, 0, 8]);
      on.setOption(fd, SOL_SOCKET, SO_LINGER, [1, 5]);
      expect(look()).toEqual([1, 5, 8]);
    });

    it('answers EINVAL for half of it', () => {
      const on = start();
      expect(set(on, on.socket(), SOL_SOCKET, SO_LINGER, 1)).toBe('EINVAL');
    });
  });
}
// #endregion

// #region read-only
/** SO_TYPE and SO_ERROR of socket(7), which are told and not set. */
export function describeReadOnlyOptions(start: StartCase): void {
  describe('an option that can only be read', () => {
    it('SO_TYPE is the type of the socket', () => {
      const on = start();
      for (const fd of [on.socket(), on.socket(AF_UNIX), on.connected().far]) {
        expect(on.option(fd, SOL_SOCKET, SO_TYPE)).toBe(SOCK_STREAM);
      }
    });

    it('SO_ERROR is 0 where nothing has gone wrong', () => {
      const on = start();
      expect(on.pendingError(on.socket())).toBe(0);
      expect(on.pendingError(on.connected().near)).toBe(0);
    });

    it('answers ENOPROTOOPT to setsockopt()', () => {
      const on = start();
      const fd = on.socket();
      expect(set(on, fd, SOL_SOCKET, SO_ERROR, 1)).toBe('ENOPROTOOPT');
      expect(set(on, fd, SOL_SOCKET, SO_TYPE, 1)).toBe('ENOPROTOOPT');
    });
  });
}
// #endregion

// #region wrong-options
/** getsockopt(2) and setsockopt(2): options that there are not, and lengths. */
export function describeWrongOptions(start: StartCase): void {
  describe('getsockopt() and setsockopt()', () => {
    it('answer ENOPROTOOPT for an option that there is not', () => {
      const on = start();
      const fd = on.socket();
      expect(on.option(fd, SOL_SOCKET, 9999)).toBe('ENOPROTOOPT');
      expect(set(on, fd, SOL_SOCKET, 9999, 1)).toBe('ENOPROTOOPT');
    });

    it('answer EOPNOTSUPP for TCP’s options on a Unix socket', () => {
      const on = start();
      const fd = on.socket(AF_UNIX);
      expect(on.option(fd, IPPROTO_TCP, TCP_NODELAY)).toBe('EOPNOTSUPP');
      expect(set(on, fd, IPPROTO_TCP, TCP_NODELAY, 1)).toBe('EOPNOTSUPP');
    });

    it('tell how many bytes were written, and write no more than there is room for', () => {
      const on = start();
      const value = Int32Array.of(7, 7);
      const length = Int32Array.of(8);
      const fd = on.socket();
      expect(on.kernel.getsockopt(fd, SOL_SOCKET, SO_TYPE, value, length)).toBe(0);
      expect([...value, length[0]]).toEqual([1, 7, 4]);
    });

    it('answer EINVAL for a value that is too short', () => {
      const on = start();
      const fd = on.socket();
      const one = Int32Array.of(1);
      expect(named(on.kernel.setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, one, 3))).toBe(
        'EINVAL',
      );
    });
  });
}
// #endregion
