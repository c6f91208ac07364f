/** Steps that open descriptors. */
import {
  IPPROTO_TCP,
  O_NONBLOCK,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  TCP_NODELAY,
} from '../../sys/index.ts';
import type { Family, Outcome } from './step.ts';
import { outcome } from './transfer.ts';
import { familyNumbers, named, type World } from './world.ts';

// #region sockets
const families: readonly Family[] = ['IPv4', 'IPv6', 'Unix'];

/** The name of a descriptor that a call gave, or of its error. */
export function given(world: World, answer: number): string {
  return answer < 0 ? named(answer) : world.name(answer);
}

function newSocket(world: World, family: Family): number {
  const type = SOCK_STREAM | SOCK_NONBLOCK;
  const fd = world.kernel.socket(familyNumbers[family], type, 0);
  sendAtOnce(world, fd, family);
  return fd;
}

/**
 * TCP_NODELAY. Without it a small send waits for the acknowledgement of the one before, on Linux
 * up to 40 ms (tcp(7)): what has arrived would be the clock's affair.
 */
function sendAtOnce(world: World, fd: number, family: Family | undefined): void {
  if (fd < 0 || family === undefined || family === 'Unix') return;
  world.kernel.setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, Int32Array.of(1), 4);
}
// #endregion

// #region opening
/** A socket that does nothing yet. */
export function openSocket(world: World, family: Family): Outcome {
  const call = `socket(${family})`;
  if (!world.hasRoomFor(1)) return outcome(call, '-');
  const fd = newSocket(world, family);
  world.opened(fd, 'fresh', family);
  return outcome(call, given(world, fd));
}

function newListener(world: World, family: Family, backlog: number) {
  const fd = newSocket(world, family);
  const file = world.opened(fd, 'listener', family);
  const free = world.freeAddress(family);
  const bound = world.kernel.bind(fd, free, free.length);
  const listens = world.kernel.listen(fd, backlog);
  if (file !== undefined) world.remember(fd, file);
  const address = file?.address ?? free;
  return { fd, address, answer: `${given(world, fd)} ${named(bound)} ${named(listens)}` };
}

/** A socket that listens. */
export function openListener(world: World, family: Family, backlog: number): Outcome {
  const call = `listener(${family}, ${backlog})`;
  if (!world.hasRoomFor(1)) return outcome(call, '-');
  return outcome(call, newListener(world, family, backlog).answer);
}

/** Both ends of a connection. The listener between them is closed again. */
export function openConnection(world: World, family: Family): Outcome {
  const call = `connection(${family})`;
  if (!world.hasRoomFor(3)) return outcome(call, '-');
  const { fd: listener, address, answer } = newListener(world, family, 16);
  const fd = newSocket(world, family);
  world.opened(fd, 'stream', family);
  const connects = world.kernel.connect(fd, address, address.length);
  world.pace.settle(world.kernel);
  const accepted = acceptFrom(world, listener, family);
  const ends = `${given(world, fd)} ${named(connects)} ${accepted}`;
  world.kernel.close(listener);
  world.closed(world.rank(listener));
  return outcome(call, `${answer} ${ends}`);
}

/** A socket on its way to one of the addresses that were used. */
export function openClient(world: World, index: number): Outcome {
  const place = index % Math.max(1, world.addresses.length);
  const address = world.addresses[place];
  const family = families.find((name) => familyNumbers[name] === address?.[0]);
  const call = `client(address ${place})`;
  if (address === undefined || family === undefined || !world.hasRoomFor(1)) {
    return outcome(call, '-');
  }
  const fd = newSocket(world, family);
  world.opened(fd, 'stream', family);
  const connects = world.kernel.connect(fd, address, address.length);
  return outcome(call, `${given(world, fd)} ${named(connects)}`);
}
// #endregion

// #region accept
/** accept4(2): the new descriptor's name, or an error's. */
export function acceptFrom(
  world: World,
  listener: number,
  family: Family | undefined,
): string {
  const fd = world.kernel.accept4(listener, null, null, SOCK_NONBLOCK);
  world.opened(fd, 'stream', family);
  sendAtOnce(world, fd, family);
  return given(world, fd);
}
// #endregion

// #region others
/** A pipe whose ends do not block. */
export function openPipe(world: World): Outcome {
  if (!world.hasRoomFor(2)) return outcome('pipe()', '-');
  const fds = new Int32Array(2);
  const answer = world.kernel.pipe2(fds, O_NONBLOCK);
  const [readEnd = -1, writeEnd = -1] = fds;
  if (answer < 0) return outcome('pipe()', named(answer));
  world.opened(readEnd, 'readEnd');
  world.opened(writeEnd, 'writeEnd');
  return outcome('pipe()', `${given(world, readEnd)} ${given(world, writeEnd)}`);
}

/** An epoll that watches nothing yet. */
export function openEpoll(world: World): Outcome {
  if (!world.hasRoomFor(1)) return outcome('epoll()', '-');
  const fd = world.kernel.epoll_create1(0);
  world.opened(fd, 'epoll');
  return outcome('epoll()', given(world, fd));
}
// #endregion
