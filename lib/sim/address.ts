/**
 * The sockaddr structs of IPv4 and IPv6, read and written.
 *
 * The machine has one network interface, loopback, so there are few hosts: 127.0.0.0/8, ::1, and
 * the wildcards. A host is kept as text. An IPv4 host on an IPv6 socket (`::ffff:127.0.0.1`) is
 * kept as the IPv4 host that it is, and written in the socket's own family.
 */
import { AF_INET, errno, layouts, platform } from '../sys/index.ts';

/** One end of an internet connection. */
export interface InternetName {
  /** `127.0.0.1`, `::1`, or a wildcard, `0.0.0.0` or `::`. */
  readonly host: string;
  readonly port: number;
}

/** What a sockaddr says; a host that is not on this machine is undefined. */
export interface Decoded {
  readonly host: string | undefined;
  readonly port: number;
}

const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

/** The wildcard of a family: every address of this machine. */
export function anyHost(family: number): string {
  return family === AF_INET ? '0.0.0.0' : '::';
}

/** The family in a sockaddr: the first two bytes on Linux, the second on macOS. */
export function familyOf(sockaddr: Uint8Array): number {
  const [first = 0, second = 0] = sockaddr;
  return platform.system === 'linux' ? first | (second << 8) : second;
}

/** Reads a sockaddr for a socket of `family`. Answers -EINVAL or -EAFNOSUPPORT if it is none. */
export function decodeInternet(family: number, sockaddr: Uint8Array): Decoded | number {
  const { sockaddr_in, sockaddr_in6 } = layouts;
  // Linux takes an IPv6 address without its last field: that was added later.
  const least = family === AF_INET ? sockaddr_in.size : sockaddr_in6.sin6_scope_id;
  if (sockaddr.length < least) return -errno.EINVAL;
  if (familyOf(sockaddr) !== family) return -errno.EAFNOSUPPORT;
  const port = ((sockaddr[2] ?? 0) << 8) | (sockaddr[3] ?? 0);
  const at = family === AF_INET ? sockaddr_in.sin_addr : sockaddr_in6.sin6_addr;
  const bytes = sockaddr.subarray(at, at + (family === AF_INET ? 4 : 16));
  return { host: family === AF_INET ? hostOf4(bytes) : hostOf6(bytes), port };
}

function hostOf4(bytes: Uint8Array): string | undefined {
  const host = bytes.join('.');
  return bytes[0] === 127 || host === '0.0.0.0' ? host : undefined;
}

function hostOf6(bytes: Uint8Array): string | undefined {
  if (MAPPED.every((byte, index) => bytes[index] === byte)) {
    return hostOf4(bytes.subarray(12));
  }
  if (bytes.subarray(0, 15).some((byte) => byte !== 0)) return undefined;
  return ['::', '::1'][bytes[15] ?? 0];
}

/** The sockaddr of a name for a socket of `family`. */
export function encodeInternet(family: number, { host, port }: InternetName): Uint8Array {
  const { sockaddr_in, sockaddr_in6 } = layouts;
  const layout = family === AF_INET ? sockaddr_in : sockaddr_in6;
  const sockaddr = emptySockaddr(family, layout.size);
  sockaddr.set([port >> 8, port & 0xff], 2);
  if (family === AF_INET) {
    sockaddr.set(host.split('.').map(Number), sockaddr_in.sin_addr);
  } else if (host.includes('.')) {
    sockaddr.set([...MAPPED, ...host.split('.').map(Number)], sockaddr_in6.sin6_addr);
  } else if (host === '::1') {
    sockaddr[sockaddr_in6.sin6_addr + 15] = 1;
  }
  return sockaddr;
}

/** A sockaddr that says no more than its family. */
export function emptySockaddr(family: number, size: number): Uint8Array {
  const sockaddr = new Uint8Array(size);
  if (platform.system === 'linux') sockaddr[0] = family;
  else sockaddr.set([size, family]);
  return sockaddr;
}

/** Writes a sockaddr where a call wants it, cut off where there is no room, and its true length. */
export function writeSockaddr(
  sockaddr: Uint8Array,
  target: Uint8Array,
  length: Int32Array,
): void {
  target.set(sockaddr.subarray(0, length[0] ?? 0));
  length[0] = sockaddr.length;
}

/** `127.0.0.1:80`, `[::1]:80`. */
export function showName({ host, port }: InternetName): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
