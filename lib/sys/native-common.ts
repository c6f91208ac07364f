/**
 * The system calls that Linux and macOS have in common, made for real.
 *
 * Each is its C function behind the checks that C leaves to the caller.
 */
import type { Kernel } from './kernel.ts';
import {
  answer,
  BAD_ARGUMENT,
  BAD_DESCRIPTOR,
  BAD_MEMORY,
  declare,
  holds,
  isDescriptor,
  isInt,
  MOST_BYTES,
} from './native-library.ts';
import { layouts } from './structs.ts';

// #region declarations
const c = {
  bind: declare('int bind(int, const void *, int)'),
  listen: declare('int listen(int, int)'),
  connect: declare('int connect(int, const void *, int)'),
  send: declare('int send(int, const void *, int, int)'),
  recv: declare('int recv(int, void *, int, int)'),
  shutdown: declare('int shutdown(int, int)'),
  close: declare('int close(int)'),
  fcntl: declare('int fcntl(int, int, ...)'),
  getsockopt: declare('int getsockopt(int, int, int, void *, void *)'),
  setsockopt: declare('int setsockopt(int, int, int, const void *, int)'),
  getsockname: declare('int getsockname(int, void *, void *)'),
  getpeername: declare('int getpeername(int, void *, void *)'),
  select: declare('int select(int, void *, void *, void *, void *)'),
  poll: declare('int poll(void *, int, int)'),
  read: declare('int read(int, void *, int)'),
  write: declare('int write(int, const void *, int)'),
};
// #endregion

// #region connecting
type Common = Omit<
  Kernel,
  | 'socket'
  | 'accept4'
  | 'pipe2'
  | 'epoll_create1'
  | 'epoll_ctl'
  | 'epoll_wait'
  | 'kqueue'
  | 'kevent'
>;

/** The calls of `Kernel` that need nothing of one system alone. */
export const commonCalls: Common = {
  bind(fd, address, length) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!holds(address, length)) return BAD_MEMORY;
    return answer(c.bind(fd, address, length));
  },

  listen(fd, backlog) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!isInt(backlog)) return BAD_ARGUMENT;
    return answer(c.listen(fd, backlog));
  },

  connect(fd, address, length) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!holds(address, length)) return BAD_MEMORY;
    return answer(c.connect(fd, address, length));
  },
  // #endregion

  // #region bytes
  send(fd, buffer, length, flags) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!holds(buffer, length)) return BAD_MEMORY;
    if (!isInt(flags)) return BAD_ARGUMENT;
    return answer(c.send(fd, buffer, Math.min(length, MOST_BYTES), flags));
  },

  recv(fd, buffer, length, flags) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!holds(buffer, length)) return BAD_MEMORY;
    if (!isInt(flags)) return BAD_ARGUMENT;
    return answer(c.recv(fd, buffer, Math.min(length, MOST_BYTES), flags));
  },
  // #endregion

  // #region ending
  shutdown(fd, how) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!isInt(how)) return BAD_ARGUMENT;
    return answer(c.shutdown(fd, how));
  },

  close(fd) {
    return isDescriptor(fd) ? answer(c.close(fd)) : BAD_DESCRIPTOR;
  },
  // #endregion

  // #region fcntl
  // fcntl is variadic in C, and Apple's arm64 passes such arguments in another place: `...`
  // in the declaration and the type beside the value tell koffi so.
  fcntl(fd, command, argument) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!isInt(command) || !isInt(argument)) return BAD_ARGUMENT;
    return answer(c.fcntl(fd, command, 'int', argument));
  },
  // #endregion

  // #region options
  getsockopt(fd, level, name, value, length) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!holds(value, length[0] ?? -1)) return BAD_MEMORY;
    if (!isInt(level) || !isInt(name)) return BAD_ARGUMENT;
    return answer(c.getsockopt(fd, level, name, value, length));
  },

  setsockopt(fd, level, name, value, length) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!holds(value, length)) return BAD_MEMORY;
    if (!isInt(level) || !isInt(name)) return BAD_ARGUMENT;
    return answer(c.setsockopt(fd, level, name, value, length));
  },

  getsockname(fd, address, length) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!holds(address, length[0] ?? -1)) return BAD_MEMORY;
    return answer(c.getsockname(fd, address, length));
  },

  getpeername(fd, address, length) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!holds(address, length[0] ?? -1)) return BAD_MEMORY;
    return answer(c.getpeername(fd, address, length));
  },
  // #endregion

  // #region waiting
  // The kernel reads and writes as many bits as `nfds` says, so every set must hold them.
  // It works on whole 64-bit words: a set is rounded up to them.
  select(nfds, readfds, writefds, exceptfds, timeout) {
    if (!isInt(nfds) || nfds < 0) return BAD_ARGUMENT;
    const bytes = Math.ceil(nfds / 64) * 8;
    const room =
      (readfds === null || holds(readfds, bytes)) &&
      (writefds === null || holds(writefds, bytes)) &&
      (exceptfds === null || holds(exceptfds, bytes)) &&
      (timeout === null || holds(timeout, layouts.timeval.size));
    if (!room) return BAD_MEMORY;
    return answer(c.select(nfds, readfds, writefds, exceptfds, timeout));
  },

  poll(fds, nfds, timeout) {
    if (!isInt(nfds) || !isInt(timeout)) return BAD_ARGUMENT;
    if (!holds(fds, nfds * layouts.pollfd.size)) return BAD_MEMORY;
    return answer(c.poll(fds, nfds, timeout));
  },
  // #endregion

  // #region files
  read(fd, buffer, length) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!holds(buffer, length)) return BAD_MEMORY;
    return answer(c.read(fd, buffer, Math.min(length, MOST_BYTES)));
  },

  write(fd, buffer, length) {
    if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
    if (!holds(buffer, length)) return BAD_MEMORY;
    return answer(c.write(fd, buffer, Math.min(length, MOST_BYTES)));
  },

  // Node's own clock is CLOCK_MONOTONIC too, and asking it needs no call through koffi.
  monotonicMs() {
    return performance.now();
  },
};
// #endregion
