/**
 * select(2) over sockets: which of these can be read, written, or have something exceptional?
 *
 * Three lists go in, three lists come out, as in Python's `select.select`. The kernel's call
 * takes sets of bits instead, overwrites them with its answer, and cannot hold a descriptor
 * above 1,023; this file packs and unpacks them, and refuses what would not fit.
 */
import type { Socket } from '../net/index.ts';
import {
  currentKernel,
  errno,
  FD_SETSIZE,
  fdSet,
  fdSetAdd,
  fdSetHas,
  type Kernel,
  orThrow,
  SystemError,
  timeval,
} from '../sys/index.ts';
import { showReceived } from '../sys/show-received.ts';

// #region select
/** What `select` answers: the readable, the writable and the exceptional of its sockets. */
export type Ready = [readable: Socket[], writable: Socket[], exceptional: Socket[]];

/**
 * Sleeps until a socket can be read without waiting (data, the end, an error, or a client to
 * accept), written without waiting, or has an exceptional condition (out-of-band data), but no
 * longer than `timeoutMs`: 0 only looks, Infinity (the default) waits for ever. select(2).
 *
 * Throws SystemError (EBADF) for a closed socket, RangeError for a descriptor ≥ 1,024 or a
 * timeout below 0, TypeError for a timeout that is no number or sockets of different kernels.
 */
export function select(
  readers: readonly Socket[],
  writers: readonly Socket[],
  exceptionals: readonly Socket[] = [],
  timeoutMs = Infinity,
): Ready {
  if (typeof timeoutMs !== 'number') {
    const given = showReceived(timeoutMs);
    throw new TypeError(
      `select() waits for a number of ms, Infinity for ever, not ${given}`,
    );
  }
  if (!(timeoutMs >= 0)) {
    throw new RangeError(`select() waits for 0 ms or more, not ${timeoutMs}`);
  }
  const kernel = kernelOf(readers, writers, exceptionals);
  const deadline = kernel.monotonicMs() + timeoutMs;
  for (;;) {
    const readfds = packed(readers);
    const writefds = packed(writers);
    const exceptfds = packed(exceptionals);
    const leftMs = Math.max(0, deadline - kernel.monotonicMs());
    const timeout = leftMs === Infinity ? null : timeval(leftMs);
    const nfds = 1 + highest(readers, writers, exceptionals);
    const count = kernel.select(nfds, readfds, writefds, exceptfds, timeout);
    // A signal woke it: sleep on for what is left of the time. The sets are undefined now.
    if (count === -errno.EINTR) continue;
    orThrow('select', count);
    return [
      unpacked(readers, readfds),
      unpacked(writers, writefds),
      unpacked(exceptionals, exceptfds),
    ];
  }
}
// #endregion

// #region sets
function packed(sockets: readonly Socket[]): Uint8Array {
  const set = fdSet();
  for (const socket of sockets) {
    const fd = socket.fileno();
    if (fd < 0) throw new SystemError('select', -errno.EBADF);
    if (fd >= FD_SETSIZE) {
      throw new RangeError(
        `select() cannot watch descriptor ${fd}: an fd_set has room for 0 to ${FD_SETSIZE - 1}. ` +
          'poll(2) and epoll(7) have no such limit.',
      );
    }
    fdSetAdd(set, fd);
  }
  return set;
}

function unpacked(sockets: readonly Socket[], set: Uint8Array): Socket[] {
  return sockets.filter((socket) => fdSetHas(set, socket.fileno()));
}

function highest(...lists: (readonly Socket[])[]): number {
  let highest = -1;
  for (const list of lists) {
    for (const socket of list) highest = Math.max(highest, socket.fileno());
  }
  return highest;
}

function kernelOf(...lists: (readonly Socket[])[]): Kernel {
  let found: Kernel | undefined;
  for (const list of lists) {
    for (const { kernel } of list) {
      found ??= kernel;
      if (kernel !== found)
        throw new TypeError('select() watches the sockets of one kernel, not of two');
    }
  }
  return found ?? currentKernel();
}
// #endregion
