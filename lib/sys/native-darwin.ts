/**
 * The real kernel of macOS: the common calls, kqueue, and no epoll.
 *
 * macOS lacks three conveniences of Linux: flags on socket(2), accept4(2) and pipe2(2). Here
 * each is the older call followed by fcntl(2), which is not atomic: a process spawned between
 * the two by another thread inherits the descriptor. Written from the man pages and the headers;
 * it has been type-checked and its layouts tested, but never run.
 */
import {
  F_GETFL,
  F_SETFD,
  F_SETFL,
  FD_CLOEXEC,
  O_CLOEXEC,
  O_NONBLOCK,
  SO_NOSIGPIPE,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOL_SOCKET,
} from './constants.ts';
import type { Kernel } from './kernel.ts';
import { commonCalls } from './native-common.ts';
import {
  answer,
  BAD_ARGUMENT,
  BAD_DESCRIPTOR,
  BAD_MEMORY,
  declare,
  holds,
  isDescriptor,
  isInt,
  NO_SUCH_CALL,
} from './native-library.ts';
import { layouts } from './structs.ts';

// #region flags
const { close, fcntl, setsockopt } = commonCalls;

/**
 * Gives a new descriptor these flags and no others: accept(2) of macOS hands on the listener's
 * O_NONBLOCK, accept4(2) does not. Closes it again and answers the error if that fails.
 */
function withFlags(fd: number, nonBlocking: boolean, closeOnExec: boolean): number {
  if (fd < 0) return fd;
  let result = closeOnExec ? fcntl(fd, F_SETFD, FD_CLOEXEC) : 0;
  if (result >= 0) {
    const flags = fcntl(fd, F_GETFL, 0);
    const wanted = nonBlocking ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
    result = flags < 0 || flags === wanted ? flags : fcntl(fd, F_SETFL, wanted);
  }
  if (result >= 0) return fd;
  close(fd);
  return result;
}

/** A new socket with its flags that never raises SIGPIPE: macOS has no MSG_NOSIGNAL. */
function newSocket(fd: number, flags: number): number {
  if (fd >= 0) setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, Int32Array.of(1), 4);
  return withFlags(fd, (flags & SOCK_NONBLOCK) !== 0, (flags & SOCK_CLOEXEC) !== 0);
}
// #endregion

// #region calls
/** The calls of macOS. Only to be called on macOS: elsewhere its functions are not found. */
export function darwinKernel(): Kernel {
  const c = {
    socket: declare('int socket(int, int, int)'),
    accept: declare('int accept(int, void *, void *)'),
    pipe: declare('int pipe(void *)'),
    kqueue: declare('int kqueue()'),
    kevent: declare('int kevent(int, const void *, int, void *, int, const void *)'),
  };

  return {
    ...commonCalls,

    socket(domain, type, protocol) {
      if (!isInt(domain) || !isInt(type) || !isInt(protocol)) return BAD_ARGUMENT;
      const bareType = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
      return newSocket(answer(c.socket(domain, bareType, protocol)), type);
    },

    accept4(fd, address, length, flags) {
      if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
      if (address !== null && !holds(address, length?.[0] ?? -1)) return BAD_MEMORY;
      if (!isInt(flags)) return BAD_ARGUMENT;
      return newSocket(answer(c.accept(fd, address, length)), flags);
    },

    pipe2(fds, flags) {
      if (!holds(fds, 8)) return BAD_MEMORY;
      if (!isInt(flags)) return BAD_ARGUMENT;
      const result = answer(c.pipe(fds));
      if (result < 0) return result;
      const [readEnd = -1, writeEnd = -1] = fds;
      for (const [end, other] of [
        [readEnd, writeEnd],
        [writeEnd, readEnd],
      ] as const) {
        const flagged = withFlags(
          end,
          (flags & O_NONBLOCK) !== 0,
          (flags & O_CLOEXEC) !== 0,
        );
        if (flagged >= 0) continue;
        close(other);
        return flagged;
      }
      return 0;
    },

    kqueue() {
      return withFlags(answer(c.kqueue()), false, true);
    },

    kevent(kq, changelist, nchanges, eventlist, nevents, timeout) {
      if (!isDescriptor(kq)) return BAD_DESCRIPTOR;
      if (!isInt(nchanges) || !isInt(nevents)) return BAD_ARGUMENT;
      const room =
        holds(changelist, nchanges * layouts.kevent.size) &&
        holds(eventlist, nevents * layouts.kevent.size) &&
        (timeout === null || holds(timeout, layouts.timeval.size));
      if (!room) return BAD_MEMORY;
      return answer(c.kevent(kq, changelist, nchanges, eventlist, nevents, timeout));
    },

    epoll_create1: () => NO_SUCH_CALL,
    epoll_ctl: () => NO_SUCH_CALL,
    epoll_wait: () => NO_SUCH_CALL,
  };
}
// #endregion
