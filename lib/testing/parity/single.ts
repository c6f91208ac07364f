/** Steps about one descriptor, the transfer of bytes aside. */
import {
  EPOLLET,
  EPOLLONESHOT,
  EPOLLOUT,
  errno,
  F_DUPFD,
  F_GETFL,
  layouts,
  SO_ERROR,
  SO_LINGER,
  SOL_SOCKET,
} from '../../sys/index.ts';
import { acceptFrom, given } from './opening.ts';
import type { Outcome, Step } from './step.ts';
import { outcome } from './transfer.ts';
import { named, type OpenFile, type World } from './world.ts';

// #region addresses
/** bind(2): to a free address, or one that was used before. */
export function bind(world: World, rank: number, index: number): Outcome {
  const file = world.file(rank);
  const known = world.addresses[index];
  const address = known ?? world.freeAddress(file?.family ?? 'IPv4');
  const fd = world.number(rank);
  const answer = world.kernel.bind(fd, address, address.length);
  if (answer === 0 && file !== undefined) world.remember(fd, file);
  const where = known === undefined ? 'a free one' : `address ${index}`;
  return outcome(`bind(#${rank}, ${where})`, named(answer));
}

/** listen(2). */
export function listen(world: World, rank: number, backlog: number): Outcome {
  const file = world.file(rank);
  const fd = world.number(rank);
  const answer = world.kernel.listen(fd, backlog);
  if (answer === 0 && file !== undefined) {
    file.kind = 'listener';
    world.remember(fd, file);
  }
  return outcome(`listen(#${rank}, ${backlog})`, named(answer));
}

/** connect(2), to one of the addresses that were used. */
export function connect(world: World, rank: number, index: number): Outcome {
  const place = index % Math.max(1, world.addresses.length);
  const address = world.addresses[place];
  const file = world.file(rank);
  const call = `connect(#${rank}, address ${place})`;
  // A TCP socket that connects to its own address becomes its own peer. No man page promises that,
  // nor which of two errors a connected Unix socket gets that connects to a full queue.
  const odd =
    (file?.address !== undefined && world.place(file.address) === place) ||
    (file?.family === 'Unix' && hasPeer(world, world.number(rank)));
  if (address === undefined || odd) return outcome(call, '-');
  const answer = world.kernel.connect(world.number(rank), address, address.length);
  const begun = answer === 0 || answer === -errno.EINPROGRESS;
  if (file?.kind === 'fresh' && begun) file.kind = 'stream';
  return outcome(call, named(answer));
}
// #endregion

// #region accept
/** accept4(2). */
export function accept(world: World, rank: number): Outcome {
  const call = `accept4(#${rank})`;
  if (!world.hasRoomFor(1)) return outcome(call, '-');
  return outcome(call, acceptFrom(world, world.number(rank), world.file(rank)?.family));
}
// #endregion

// #region shutdown
/**
 * shutdown(2). Three kinds are left out, because no man page promises what comes of them:
 *
 * - without a peer: Linux answers ENOTCONN, and half ends the socket all the same;
 * - SHUT_WR of a listener: it does nothing, and yet Linux tells an edge-triggered epoll of it;
 * - SHUT_RD where buffers are or were full: Linux then says nothing to the sender when they are
 *   read, so that what comes next comes when a timer says, or not at all.
 */
export function shutdown(world: World, rank: number, how: number): Outcome {
  const call = `shutdown(#${rank}, ${how})`;
  const file = world.file(rank);
  const fd = world.number(rank);
  const lonely =
    (file?.kind === 'stream' || file?.kind === 'fresh') && !hasPeer(world, fd);
  const vain = file?.kind === 'listener' && how === 1;
  if (lonely || vain || (how !== 1 && world.filled)) return outcome(call, '-');
  if (how !== 1) world.fillable = false;
  return outcome(call, named(world.kernel.shutdown(fd, how)));
}

function hasPeer(world: World, fd: number): boolean {
  return world.kernel.getpeername(fd, new Uint8Array(128), Int32Array.of(128)) === 0;
}
// #endregion

// #region close
/** close(2). */
export function close(world: World, rank: number): Outcome {
  const answer = world.kernel.close(world.number(rank));
  world.closed(rank);
  return outcome(`close(#${rank})`, named(answer));
}

/** close(2) with SO_LINGER of 0 s: TCP sends RST. */
export function reset(world: World, rank: number): Outcome {
  const fd = world.number(rank);
  const linger = Int32Array.of(1, 0);
  const set = world.kernel.setsockopt(fd, SOL_SOCKET, SO_LINGER, linger, 8);
  return outcome(`reset(#${rank})`, `${named(set)} ${close(world, rank).answer}`);
}

/** F_DUPFD of fcntl(2): the lowest free number for the same file. */
export function duplicate(world: World, rank: number): Outcome {
  const call = `duplicate(#${rank})`;
  if (!world.hasRoomFor(1)) return outcome(call, '-');
  const fd = world.kernel.fcntl(world.number(rank), F_DUPFD, 0);
  const file = world.file(rank);
  if (fd >= 0 && file !== undefined) world.duplicated(fd, file);
  return outcome(call, given(world, fd));
}

/** SO_ERROR. */
export function error(world: World, rank: number): Outcome {
  const value = new Int32Array(1);
  const fd = world.number(rank);
  const length = Int32Array.of(4);
  const answer = world.kernel.getsockopt(fd, SOL_SOCKET, SO_ERROR, value, length);
  const found = answer < 0 ? answer : -(value[0] ?? 0);
  return outcome(`SO_ERROR(#${rank})`, named(found));
}

/** getsockname(2), getpeername(2), and F_GETFL of fcntl(2). */
export function names(world: World, rank: number): Outcome {
  const fd = world.number(rank);
  const ask = (call: 'getsockname' | 'getpeername') => {
    const address = new Uint8Array(128);
    const length = Int32Array.of(128);
    const answer = world.kernel[call](fd, address, length);
    if (answer < 0) return named(answer);
    const [size = 0] = length;
    const place = world.place(address.subarray(0, size));
    return place === undefined ? `some address of ${size} bytes` : `address ${place}`;
  };
  const flags = world.kernel.fcntl(fd, F_GETFL, 0);
  return outcome(
    `names(#${rank})`,
    `${ask('getsockname')}, ${ask('getpeername')}, flags ${named(flags)}`,
  );
}
// #endregion

// #region control
/**
 * epoll_ctl(2). The data of an event is the rank of its descriptor.
 *
 * A Unix socket is not watched for both EPOLLOUT and EPOLLET: Linux tells again that it is writable
 * whenever the peer has read the whole of one send, though it was writable all the time. Nor is a
 * pipe watched with EPOLLET once it is full: a write that takes nothing tells the reader all the same.
 */
export function control(
  world: World,
  rank: number,
  step: Extract<Step, { step: 'control' }>,
): Outcome {
  const epoll = world.choose({ suitable: true, index: step.epoll }, ['epoll']);
  if (epoll === undefined) return outcome('epoll_ctl', '-');
  const { size, data } = layouts.epoll_event;
  const event = new Int32Array(size / 4);
  const events = promisedEvents(world, world.file(rank), step.events);
  event[0] = events;
  if ((events & EPOLLONESHOT) !== 0) world.oneShot = true;
  event[data / 4] = rank;
  const fd = world.number(rank);
  const answer = world.kernel.epoll_ctl(world.number(epoll), step.operation, fd, event);
  const what = `${step.operation}, #${rank}, ${(events >>> 0).toString(16)}`;
  return outcome(`epoll_ctl(#${epoll}, ${what})`, named(answer));
}

function promisedEvents(
  world: World,
  file: OpenFile | undefined,
  events: number,
): number {
  if ((events & EPOLLET) === 0) return events;
  if (file?.family === 'Unix') return events & ~EPOLLOUT;
  if (file?.kind !== 'readEnd' && file?.kind !== 'writeEnd') return events;
  if (world.filled) return events & ~EPOLLET;
  world.pipeEdges = true;
  return events;
}
// #endregion
