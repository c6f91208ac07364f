/**
 * How C lays out the structs that system calls read and write.
 *
 * A kernel does not take objects: it takes the address of some bytes and knows which of them
 * mean what. These tables say it for every platform; the functions below them are the only
 * places that read or write those bytes. All platforms here are little-endian. Addresses of
 * sockets have a file of their own, `net/address.ts`. Sources: select(2), poll(2),
 * epoll_ctl(2), kqueue(2), ip(7), ipv6(7), unix(7) and the headers behind them.
 */
import { FD_SETSIZE } from './constants.ts';
import { type Platform, platform } from './platform.ts';

// #region fields
/** Where each field of a struct begins, and how long the whole is. In bytes. */
export interface Layouts {
  readonly sockaddr_in: { size: number; sin_port: number; sin_addr: number };
  readonly sockaddr_in6: {
    size: number;
    sin6_port: number;
    sin6_flowinfo: number;
    sin6_addr: number;
    sin6_scope_id: number;
  };
  readonly sockaddr_un: { size: number; sun_path: number };
  readonly timeval: { size: number; tv_sec: number; tv_usec: number };
  readonly linger: { size: number; l_onoff: number; l_linger: number };
  readonly pollfd: { size: number; fd: number; events: number; revents: number };
  readonly epoll_event: { size: number; events: number; data: number };
  readonly kevent: {
    size: number;
    ident: number;
    filter: number;
    flags: number;
    fflags: number;
    data: number;
    udata: number;
  };
}
// #endregion

// #region layouts
const common = {
  sockaddr_in: { size: 16, sin_port: 2, sin_addr: 4 },
  sockaddr_in6: {
    size: 28,
    sin6_port: 2,
    sin6_flowinfo: 4,
    sin6_addr: 8,
    sin6_scope_id: 24,
  },
  timeval: { size: 16, tv_sec: 0, tv_usec: 8 },
  linger: { size: 8, l_onoff: 0, l_linger: 4 },
  pollfd: { size: 8, fd: 0, events: 4, revents: 6 },
  kevent: { size: 32, ident: 0, filter: 8, flags: 10, fflags: 12, data: 16, udata: 24 },
};

const linux = { ...common, sockaddr_un: { size: 110, sun_path: 2 } };

/** The layouts of every platform, by its name in Node: `linux-x64`. */
export const layoutsByPlatform: Readonly<Record<string, Layouts>> = {
  // On x64 alone <sys/epoll.h> packs epoll_event, so that 32-bit programs agree with it.
  'linux-x64': { ...linux, epoll_event: { size: 12, events: 0, data: 4 } },
  'linux-arm64': { ...linux, epoll_event: { size: 16, events: 0, data: 8 } },
  // macOS has no epoll. Its paths are four bytes shorter than Linux's.
  'darwin-x64': {
    ...common,
    sockaddr_un: { size: 106, sun_path: 2 },
    epoll_event: { size: 0, events: 0, data: 0 },
  },
  'darwin-arm64': {
    ...common,
    sockaddr_un: { size: 106, sun_path: 2 },
    epoll_event: { size: 0, events: 0, data: 0 },
  },
};

/** The layouts that hold on a platform. */
export function layoutsOf(on: Platform): Layouts {
  const layouts = layoutsByPlatform[`${on.system}-${on.processor}`];
  if (layouts === undefined) {
    throw new RangeError(`no layouts for ${on.system} on ${on.processor}`);
  }
  return layouts;
}

/** The layouts that hold here. */
export const layouts: Layouts = layoutsOf(platform);
// #endregion

// #region timeval
// Three years. macOS answers EINVAL to any longer wait.
const LONGEST_WAIT_MS = 100_000_000_000;

/**
 * A struct timeval: how long select(2) may wait, at most three years. Its seconds and
 * microseconds stand in the first and third of four 32-bit words on both systems. Throws
 * RangeError for what is no number ≥ 0.
 */
export function timeval(milliseconds: number): Int32Array {
  if (!(milliseconds >= 0)) {
    throw new RangeError(`a timeval holds 0 ms or more, not ${milliseconds}`);
  }
  const microseconds = Math.ceil(Math.min(milliseconds, LONGEST_WAIT_MS) * 1000);
  const seconds = Math.floor(microseconds / 1_000_000);
  return Int32Array.of(seconds, 0, microseconds - seconds * 1_000_000, 0);
}
// #endregion

// #region fd-set
/** An empty fd_set: one bit for each descriptor below FD_SETSIZE. */
export function fdSet(): Uint8Array {
  return new Uint8Array(FD_SETSIZE / 8);
}

/**
 * FD_SET of select(2): adds a descriptor to the set. Throws RangeError where the set has no room
 * for it; C's FD_SET writes into whatever lies behind the set.
 */
export function fdSetAdd(set: Uint8Array, fd: number): void {
  if (!Number.isInteger(fd) || fd < 0 || fd >= set.length * 8) {
    throw new RangeError(
      `this fd_set has room for 0 to ${set.length * 8 - 1}, not ${fd}`,
    );
  }
  set[fd >> 3] = (set[fd >> 3] ?? 0) | (1 << (fd & 7));
}

/** FD_ISSET of select(2): whether the descriptor is in the set. */
export function fdSetHas(set: Uint8Array, fd: number): boolean {
  return ((set[fd >> 3] ?? 0) & (1 << (fd & 7))) !== 0;
}
// #endregion

// #region pollfd
/** An array of one struct pollfd: a descriptor, what to wait for, and room for the answer. */
export function pollfd(fd: number, events: number): Int32Array {
  return Int32Array.of(fd, events);
}

/** What poll(2) answered in an array of one struct pollfd: its field revents. */
export function pollfdRevents(fds: Int32Array): number {
  return (fds[1] ?? 0) >>> 16;
}
// #endregion
