/**
 * What setsockopt(2) sets and getsockopt(2) tells.
 *
 * Simulated: SO_REUSEADDR, SO_REUSEPORT, SO_SNDBUF, SO_RCVBUF, SO_ERROR, SO_TYPE, IPV6_V6ONLY, and
 * SO_LINGER with a time of 0. Stored and told, without effect: SO_KEEPALIVE (no peer vanishes
 * here), TCP_NODELAY (nothing is held back here) and SO_LINGER with a time (close never waits).
 *
 * The values are one object that is replaced, never changed: a million sockets that nobody set
 * anything on share it.
 */
import {
  AF_INET6,
  AF_UNIX,
  errno,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPV6_V6ONLY,
  SO_KEEPALIVE,
  SO_LINGER,
  SO_NOSIGPIPE,
  SO_RCVBUF,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SO_SNDBUF,
  SOL_SOCKET,
  TCP_NODELAY,
} from '../sys/index.ts';

export interface SocketOptions {
  readonly reuseAddress: number;
  readonly reusePort: number;
  readonly keepAlive: number;
  readonly noDelay: number;
  readonly v6Only: number;
  readonly lingers: number;
  readonly lingerSeconds: number;
  /** SO_SNDBUF, in bytes, as getsockopt(2) tells it. */
  readonly sendBufferBytes: number;
  /** SO_RCVBUF, as getsockopt(2) tells it: half of it is for bytes. */
  readonly receiveBufferBytes: number;
}

/** The options that a socket has before it is told any. */
export function defaultOptions(
  sendBufferBytes: number,
  receiveBufferBytes: number,
): SocketOptions {
  return {
    reuseAddress: 0,
    reusePort: 0,
    keepAlive: 0,
    noDelay: 0,
    v6Only: 0,
    lingers: 0,
    lingerSeconds: 0,
    sendBufferBytes,
    receiveBufferBytes,
  };
}

type Switch = 'reuseAddress' | 'reusePort' | 'keepAlive' | 'noDelay' | 'v6Only';

const switches = new Map<number, Map<number, Switch>>([
  [
    SOL_SOCKET,
    new Map([
      [SO_REUSEADDR, 'reuseAddress'],
      [SO_REUSEPORT, 'reusePort'],
      [SO_KEEPALIVE, 'keepAlive'],
    ]),
  ],
  [IPPROTO_TCP, new Map([[TCP_NODELAY, 'noDelay']])],
  [IPPROTO_IPV6, new Map([[IPV6_V6ONLY, 'v6Only']])],
]);

// The least and the most that Linux makes of a buffer: twice what it is asked for, for its own
// bookkeeping, between bounds (socket(7), net.core.wmem_max and rmem_max).
const LEAST_SEND_BYTES = 4608;
const LEAST_RECEIVE_BYTES = 2304;
const MOST_BUFFER_BYTES = 8_388_608;

/** The options with one of them set, or a negated errno. */
export function withOption(
  options: SocketOptions,
  family: number,
  level: number,
  name: number,
  value: Int32Array,
  length: number,
): SocketOptions | number {
  if (!isLevelOf(family, level)) return noSuchLevel(family, 'set');
  const word = value[0] ?? 0;
  if (level === SOL_SOCKET) {
    if (length < 4) return -errno.EINVAL;
    if (name === SO_LINGER) {
      if (length < 8) return -errno.EINVAL;
      return { ...options, lingers: word === 0 ? 0 : 1, lingerSeconds: value[1] ?? 0 };
    }
    if (name === SO_SNDBUF) {
      return { ...options, sendBufferBytes: bufferBytes(word, LEAST_SEND_BYTES) };
    }
    if (name === SO_RCVBUF) {
      return { ...options, receiveBufferBytes: bufferBytes(word, LEAST_RECEIVE_BYTES) };
    }
    if (SO_NOSIGPIPE !== 0 && name === SO_NOSIGPIPE) return options;
  }
  const option = switches.get(level)?.get(name);
  if (option === undefined) return -errno.ENOPROTOOPT;
  if (length < 4) return -errno.EINVAL;
  return { ...options, [option]: word === 0 ? 0 : 1 };
}

/** The words of an option, or a negated errno. */
export function optionWords(
  options: SocketOptions,
  family: number,
  level: number,
  name: number,
): number[] | number {
  if (!isLevelOf(family, level)) return noSuchLevel(family, 'get');
  if (level === SOL_SOCKET) {
    if (name === SO_LINGER) return [options.lingers, options.lingerSeconds];
    if (name === SO_SNDBUF) return [options.sendBufferBytes];
    if (name === SO_RCVBUF) return [options.receiveBufferBytes];
  }
  const option = switches.get(level)?.get(name);
  return option === undefined ? -errno.ENOPROTOOPT : [options[option]];
}

function bufferBytes(asked: number, least: number): number {
  // Linux reads the number without its sign: -1 is the most there is.
  return Math.max(least, Math.min(2 * (asked >>> 0), MOST_BUFFER_BYTES));
}

function isLevelOf(family: number, level: number): boolean {
  if (level === SOL_SOCKET) return true;
  if (family === AF_UNIX) return false;
  return level === IPPROTO_TCP || (level === IPPROTO_IPV6 && family === AF_INET6);
}

function noSuchLevel(family: number, doing: 'get' | 'set'): number {
  return family === AF_UNIX || doing === 'get' ? -errno.EOPNOTSUPP : -errno.ENOPROTOOPT;
}
