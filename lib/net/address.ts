/**
 * Addresses of sockets: objects for programs, and the sockaddr structs that the kernel reads.
 *
 * A host is written in numbers (`127.0.0.1`, `::1`) or as `localhost`. Other names are not
 * resolved: to find `example.com` a program must ask servers over sockets, wait for their
 * answers, and try again; there is no system call for it. The C library's getaddrinfo(3)
 * blocks its thread while it does that.
 *
 * Left out: IPv6 zones (`fe80::1%eth0`) and flow labels, which loopback has no use for.
 */
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  layoutsOf,
  type Platform,
  platform,
} from '../sys/index.ts';
import { showReceived } from '../sys/show-received.ts';
import { formatIPv4, parseIPv4 } from './ipv4.ts';
import { formatIPv6, parseIPv6 } from './ipv6.ts';

// #region address
/** Where an IPv4 or IPv6 socket is, or should go. */
export interface InternetAddress {
  /** Dotted IPv4, IPv6, or `localhost`. */
  readonly host: string;
  /** 0 to 65535; 0 lets bind(2) choose a free one. */
  readonly port: number;
}

/** Where a Unix socket is, or should go: a path, or '' for a socket without a name. */
export interface UnixAddress {
  readonly path: string;
}

/** An address of any of the families that a socket may have. */
export type Address = InternetAddress | UnixAddress;

// The number inside a sockaddr, for encoding and decoding on behalf of the other system too. The
// other families have the same number on both.
const familyOfIPv6 = { linux: 10, darwin: 30 };

/** The longest sockaddr that `decodeAddress` understands, in bytes. */
export const SOCKADDR_BYTES = 128;
// #endregion

// #region encode
/**
 * The sockaddr of an address for a socket of `family`. Throws TypeError where it is no address, does
 * not go with the family or the host is a name, and RangeError for a port outside 0 to 65535 or
 * a path that is too long.
 */
export function encodeAddress(
  family: number,
  address: Address,
  on: Platform = platform,
): Uint8Array {
  if (typeof address !== 'object' || address === null) {
    const given = showReceived(address);
    throw new TypeError(`an address is { host, port } or { path }, not ${given}`);
  }
  if (family === AF_UNIX) {
    if (!('path' in address)) {
      throw new TypeError('a Unix socket has a path for its address: { path }');
    }
    checkText('a socket path', address.path);
    return encodeUnix(address.path, on);
  }
  if (!('host' in address)) {
    throw new TypeError('an internet socket has a host and a port for its address');
  }
  checkText('a host', address.host);
  checkPort(address.port);
  return family === AF_INET6 ? encodeIPv6(address, on) : encodeIPv4(address, on);
}
// #endregion

// #region ipv4
function encodeIPv4({ host, port }: InternetAddress, on: Platform): Uint8Array {
  const bytes = parseIPv4(host === 'localhost' ? '127.0.0.1' : host);
  if (bytes === undefined)
    throw notAnAddress(host, 'IPv4', parseIPv6(host) && 'AF_INET6');
  const { size, sin_port, sin_addr } = layoutsOf(on).sockaddr_in;
  const sockaddr = new Uint8Array(size);
  writeFamily(sockaddr, AF_INET, on);
  new DataView(sockaddr.buffer).setUint16(sin_port, port); // big-endian: network byte order
  sockaddr.set(bytes, sin_addr);
  return sockaddr;
}
// #endregion

// #region ipv6
function encodeIPv6({ host, port }: InternetAddress, on: Platform): Uint8Array {
  const bytes = parseIPv6(host === 'localhost' ? '::1' : host);
  if (bytes === undefined) throw notAnAddress(host, 'IPv6', parseIPv4(host) && 'AF_INET');
  const { size, sin6_port, sin6_addr } = layoutsOf(on).sockaddr_in6;
  const sockaddr = new Uint8Array(size);
  writeFamily(sockaddr, familyOfIPv6[on.system], on);
  new DataView(sockaddr.buffer).setUint16(sin6_port, port);
  sockaddr.set(bytes, sin6_addr);
  return sockaddr;
}
// #endregion

// #region unix
function encodeUnix(path: string, on: Platform): Uint8Array {
  const { size, sun_path } = layoutsOf(on).sockaddr_un;
  const bytes = new TextEncoder().encode(path);
  if (bytes.includes(0)) throw new TypeError('a socket path cannot hold a zero byte');
  const room = size - sun_path - 1; // the path ends with a zero byte
  if (bytes.length === 0 || bytes.length > room) {
    throw new RangeError(
      `a socket path has 1 to ${room} bytes, and ${JSON.stringify(path)} has ${bytes.length}`,
    );
  }
  const sockaddr = new Uint8Array(size);
  writeFamily(sockaddr, AF_UNIX, on);
  sockaddr.set(bytes, sun_path);
  return sockaddr;
}
// #endregion

// #region decode
/**
 * The address in a sockaddr that the kernel wrote, of which `length` bytes count. Throws
 * TypeError for a family it does not know.
 */
export function decodeAddress(
  sockaddr: Uint8Array,
  length: number,
  on: Platform = platform,
): Address {
  const view = new DataView(sockaddr.buffer, sockaddr.byteOffset, sockaddr.byteLength);
  const layouts = layoutsOf(on);
  const family = length < 2 ? AF_UNIX : readFamily(view, on);
  if (family === AF_INET) {
    const { sin_port, sin_addr } = layouts.sockaddr_in;
    const host = formatIPv4(sockaddr.subarray(sin_addr, sin_addr + 4));
    return { host, port: view.getUint16(sin_port) };
  }
  if (family === familyOfIPv6[on.system]) {
    const { sin6_port, sin6_addr } = layouts.sockaddr_in6;
    const host = formatIPv6(sockaddr.subarray(sin6_addr, sin6_addr + 16));
    return { host, port: view.getUint16(sin6_port) };
  }
  if (family === AF_UNIX) {
    const path = sockaddr.subarray(layouts.sockaddr_un.sun_path, length);
    const end = path.indexOf(0);
    return { path: new TextDecoder().decode(end < 0 ? path : path.subarray(0, end)) };
  }
  throw new TypeError(`an address of family ${family}, which is not known here`);
}

/** `127.0.0.1:1234`, `[::1]:1234`, or the path. */
export function formatAddress(address: Address): string {
  if ('path' in address) return address.path || '(no name)';
  const { host, port } = address;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
// #endregion

// #region family
// Linux keeps the family in two bytes; macOS keeps the struct's length in the first of them.
function writeFamily(sockaddr: Uint8Array, family: number, on: Platform): void {
  if (on.system === 'darwin') {
    sockaddr[0] = sockaddr.length;
    sockaddr[1] = family;
  } else {
    sockaddr[0] = family;
  }
}

function readFamily(view: DataView, on: Platform): number {
  return on.system === 'darwin' ? view.getUint8(1) : view.getUint16(0, true);
}
// #endregion

// #region refuse
function checkText(what: string, text: string): void {
  if (typeof text === 'string') return;
  throw new TypeError(`${what} is a text, not ${showReceived(text)}`);
}

function checkPort(port: number): void {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    const given = showReceived(port);
    throw new RangeError(`a port is a whole number from 0 to 65535, not ${given}`);
  }
}

function notAnAddress(
  host: string,
  wanted: string,
  otherFamily: string | undefined,
): TypeError {
  const shown = JSON.stringify(host);
  return new TypeError(
    otherFamily
      ? `${shown} needs a socket of family ${otherFamily}`
      : `${shown} is no ${wanted} address. Names are not resolved here: asking for one takes ` +
          'servers and waiting, not a system call. Write the address in numbers, or localhost.',
  );
}
// #endregion
