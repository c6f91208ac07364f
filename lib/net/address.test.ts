import { describe, expect, it } from 'vitest';
import { importedOn } from '../sys/foreign-platform.fixture.ts';
import { AF_INET, AF_INET6, AF_UNIX, type Platform } from '../sys/index.ts';
import { showReceived } from '../sys/show-received.ts';
import {
  type Address,
  decodeAddress,
  encodeAddress,
  formatAddress,
  SOCKADDR_BYTES,
} from './address.ts';

const linux: Platform = { system: 'linux', processor: 'x64' };
const linuxArm: Platform = { system: 'linux', processor: 'arm64' };
const darwin: Platform = { system: 'darwin', processor: 'x64' };
const darwinArm: Platform = { system: 'darwin', processor: 'arm64' };
const linuxes: Platform[] = [linux, linuxArm];
const darwins: Platform[] = [darwin, darwinArm];

const zeros = (count: number) => new Array<number>(count).fill(0);
const ascii = (text: string) => [...new TextEncoder().encode(text)];

const ipv4: Address = { host: '127.0.0.1', port: 0x1234 };
const ipv6: Address = { host: '2001:db8::1', port: 80 };
const unix: Address = { path: '/tmp/s' };

const ipv4Tail = [0x12, 0x34, 127, 0, 0, 1, ...zeros(8)];
const ipv6Tail = [0, 80, ...zeros(4), 0x20, 1, 0x0d, 0xb8, ...zeros(11), 1, ...zeros(4)];

describe('encodeAddress()', () => {
  it('writes a sockaddr_in: the family, the port in network byte order, the address', () => {
    for (const on of linuxes) {
      expect([...encodeAddress(AF_INET, ipv4, on)]).toEqual([2, 0, ...ipv4Tail]);
    }
    for (const on of darwins) {
      expect([...encodeAddress(AF_INET, ipv4, on)]).toEqual([16, 2, ...ipv4Tail]);
    }
  });

  it('writes a sockaddr_in6, whose family is 10 on Linux and 30 on macOS', () => {
    for (const on of linuxes) {
      expect([...encodeAddress(AF_INET6, ipv6, on)]).toEqual([10, 0, ...ipv6Tail]);
    }
    for (const on of darwins) {
      expect([...encodeAddress(AF_INET6, ipv6, on)]).toEqual([28, 30, ...ipv6Tail]);
    }
  });

  it('writes a sockaddr_un: the path, and zeros up to its end', () => {
    for (const on of linuxes) {
      const expected = [1, 0, ...ascii('/tmp/s'), ...zeros(102)];
      expect([...encodeAddress(AF_UNIX, unix, on)]).toEqual(expected);
    }
    for (const on of darwins) {
      const expected = [106, 1, ...ascii('/tmp/s'), ...zeros(98)];
      expect([...encodeAddress(AF_UNIX, unix, on)]).toEqual(expected);
    }
  });

  it('reads localhost as the loopback address of the family', () => {
    const local = { host: 'localhost', port: 1 };
    const bytes = encodeAddress(AF_INET, local);
    expect(decodeAddress(bytes, bytes.length)).toEqual({ host: '127.0.0.1', port: 1 });
    const bytes6 = encodeAddress(AF_INET6, local);
    expect(decodeAddress(bytes6, bytes6.length)).toEqual({ host: '::1', port: 1 });
  });

  it.each([0, 1, 1023, 65_535])('takes the port %i', (port) => {
    for (const [family, host] of [
      [AF_INET, '127.0.0.1'],
      [AF_INET6, '::1'],
    ] as const) {
      const bytes = encodeAddress(family, { host, port });
      expect(decodeAddress(bytes, bytes.length)).toEqual({ host, port });
    }
  });

  it.each([-1, 65_536, 1.5, Number.NaN, Infinity, '80', undefined, null])(
    'throws RangeError for the port %s',
    (port) => {
      const address = { host: '127.0.0.1', port: port as number };
      expect(() => encodeAddress(AF_INET, address)).toThrow(RangeError);
      expect(() => encodeAddress(AF_INET6, { ...address, host: '::1' })).toThrow(
        `a port is a whole number from 0 to 65535, not ${showReceived(port)}`,
      );
    },
  );

  it.each([undefined, null, 'localhost', 80])('throws TypeError for %j', (address) => {
    for (const family of [AF_INET, AF_INET6, AF_UNIX]) {
      const attempt = () => encodeAddress(family, address as unknown as Address);
      expect(attempt).toThrow(TypeError);
      expect(attempt).toThrow(
        `an address is { host, port } or { path }, not ${showReceived(address)}`,
      );
    }
  });

  it('throws TypeError for a host or a path that is no text', () => {
    const host = { host: 1, port: 1 } as unknown as Address;
    const path = { path: ['/tmp/s'] } as unknown as Address;
    expect(() => encodeAddress(AF_INET, host)).toThrow('a host is a text, not 1');
    expect(() => encodeAddress(AF_INET6, host)).toThrow(TypeError);
    expect(() => encodeAddress(AF_UNIX, path)).toThrow(
      'a socket path is a text, not Array',
    );
  });

  it.each([
    'example.com',
    '',
    '127.0.0.1.',
    'LOCALHOST',
    '0x7f.1',
    '[::1]',
    '127.1',
    ' ::1',
  ])('does not resolve names, and says so for %j', (host) => {
    for (const [family, name] of [
      [AF_INET, 'IPv4'],
      [AF_INET6, 'IPv6'],
    ] as const) {
      const attempt = () => encodeAddress(family, { host, port: 80 });
      expect(attempt).toThrow(TypeError);
      expect(attempt).toThrow(`${JSON.stringify(host)} is no ${name} address. Names are`);
      expect(attempt).toThrow('Write the address in numbers, or localhost.');
    }
  });

  it('says which socket an address of the other family needs', () => {
    expect(() => encodeAddress(AF_INET, { host: '::1', port: 1 })).toThrow(
      new TypeError('"::1" needs a socket of family AF_INET6'),
    );
    expect(() => encodeAddress(AF_INET6, { host: '127.0.0.1', port: 1 })).toThrow(
      new TypeError('"127.0.0.1" needs a socket of family AF_INET'),
    );
  });

  it('throws TypeError for a path on an internet socket, and the reverse', () => {
    expect(() => encodeAddress(AF_INET, unix)).toThrow(TypeError);
    expect(() => encodeAddress(AF_INET6, unix)).toThrow('has a host and a port');
    expect(() => encodeAddress(AF_UNIX, ipv4)).toThrow(TypeError);
    expect(() => encodeAddress(AF_UNIX, ipv4)).toThrow('has a path for its address');
  });

  it('takes a path as long as the struct has room for beside the zero at its end', () => {
    for (const [on, room] of [
      [linux, 107],
      [darwin, 103],
    ] as const) {
      const path = 'p'.repeat(room);
      const bytes = encodeAddress(AF_UNIX, { path }, on);
      expect(bytes.at(-1)).toBe(0);
      expect(decodeAddress(bytes, bytes.length, on)).toEqual({ path });
      const longer = () => encodeAddress(AF_UNIX, { path: `${path}p` }, on);
      expect(longer).toThrow(RangeError);
      expect(longer).toThrow(`has 1 to ${room} bytes`);
    }
  });

  it('counts a path in bytes, not in characters', () => {
    const path = `/${'ä'.repeat(53)}`;
    const bytes = encodeAddress(AF_UNIX, { path }, linux);
    expect(decodeAddress(bytes, bytes.length, linux)).toEqual({ path });
    expect(() => encodeAddress(AF_UNIX, { path: `${path}ä` }, linux)).toThrow('has 109');
  });

  it('refuses an empty path and one with a zero byte in it', () => {
    expect(() => encodeAddress(AF_UNIX, { path: '' })).toThrow(RangeError);
    expect(() => encodeAddress(AF_UNIX, { path: '/a\0b' })).toThrow('zero byte');
  });
});

describe('decodeAddress()', () => {
  const family = (on: Platform) => (on.system === 'linux' ? [10, 0] : [28, 30]);

  it('is the way back, on every platform', () => {
    for (const on of [...linuxes, ...darwins]) {
      for (const [number, address] of [
        [AF_INET, ipv4],
        [AF_INET6, ipv6],
        [AF_UNIX, unix],
      ] as const) {
        const bytes = encodeAddress(number, address, on);
        expect(decodeAddress(bytes, bytes.length, on)).toEqual(address);
      }
    }
  });

  it('reads what a kernel writes into more room than it needs', () => {
    for (const on of [linux, darwin]) {
      const sockaddr = new Uint8Array(SOCKADDR_BYTES).fill(0xee);
      sockaddr.set([...family(on), ...ipv6Tail]);
      expect(decodeAddress(sockaddr, 28, on)).toEqual(ipv6);
    }
  });

  it('reads an address in the middle of a larger memory', () => {
    const around = new Uint8Array(64).fill(0xee);
    around.set(encodeAddress(AF_INET, ipv4), 5);
    expect(decodeAddress(around.subarray(5, 21), 16)).toEqual(ipv4);
  });

  it('reads the address of a Unix socket without a name', () => {
    const sockaddr = new Uint8Array(SOCKADDR_BYTES);
    expect(decodeAddress(sockaddr, 0, linux)).toEqual({ path: '' });
    sockaddr.set([1, 0]);
    expect(decodeAddress(sockaddr, 2, linux)).toEqual({ path: '' });
    sockaddr.set([16, 1]);
    expect(decodeAddress(sockaddr, 16, darwin)).toEqual({ path: '' });
    expect(decodeAddress(new Uint8Array(0), 0, darwin)).toEqual({ path: '' });
  });

  it('ends a path at its length or at a zero byte, whichever comes first', () => {
    const sockaddr = new Uint8Array(SOCKADDR_BYTES).fill(0x78);
    sockaddr.set([1, 0, ...ascii('/a')]);
    expect(decodeAddress(sockaddr, 4, linux)).toEqual({ path: '/a' });
    sockaddr[4] = 0;
    expect(decodeAddress(sockaddr, 110, linux)).toEqual({ path: '/a' });
  });

  it('throws TypeError for a family that it does not know', () => {
    const sockaddr = Uint8Array.of(17, 99, ...zeros(14));
    expect(() => decodeAddress(sockaddr, 16, linux)).toThrow(TypeError);
    expect(() => decodeAddress(sockaddr, 16, darwin)).toThrow('family 99');
  });

  it('knows the same families where this program runs on the other system', async () => {
    for (const on of [linux, darwin]) {
      const [{ decodeAddress, encodeAddress }, { AF_INET6 }] = await importedOn(
        on.system,
        () => Promise.all([import('./address.ts'), import('../sys/constants.ts')]),
      );
      const bytes = encodeAddress(AF_INET6, ipv6);
      expect([...bytes]).toEqual([...family(on), ...ipv6Tail]);
      expect(decodeAddress(bytes, bytes.length)).toEqual(ipv6);
    }
  });
});

describe('formatAddress()', () => {
  it.each<[Address, string]>([
    [{ host: '127.0.0.1', port: 80 }, '127.0.0.1:80'],
    [{ host: '::1', port: 80 }, '[::1]:80'],
    [{ host: '::ffff:1.2.3.4', port: 0 }, '[::ffff:1.2.3.4]:0'],
    [{ host: 'localhost', port: 1 }, 'localhost:1'],
    [{ path: '/tmp/s' }, '/tmp/s'],
    [{ path: '' }, '(no name)'],
  ])('writes %j as %s', (address, text) => {
    expect(formatAddress(address)).toBe(text);
  });
});
