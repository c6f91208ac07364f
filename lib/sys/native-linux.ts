/**
 * The real kernel of Linux: the common calls, those that only Linux has, and no kqueue.
 */
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

// #region calls
/** The calls of Linux. Only to be called on Linux: elsewhere its functions are not found. */
export function linuxKernel(): Kernel {
  const c = {
    socket: declare('int socket(int, int, int)'),
    accept4: declare('int accept4(int, void *, void *, int)'),
    pipe2: declare('int pipe2(void *, int)'),
    epoll_create1: declare('int epoll_create1(int)'),
    epoll_ctl: declare('int epoll_ctl(int, int, int, void *)'),
    epoll_wait: declare('int epoll_wait(int, void *, int, int)'),
  };
  const eventBytes = layouts.epoll_event.size;

  return {
    ...commonCalls,

    socket(domain, type, protocol) {
      if (!isInt(domain) || !isInt(type) || !isInt(protocol)) return BAD_ARGUMENT;
      return answer(c.socket(domain, type, protocol));
    },

    accept4(fd, address, length, flags) {
      if (!isDescriptor(fd)) return BAD_DESCRIPTOR;
      if (address !== null && !holds(address, length?.[0] ?? -1)) return BAD_MEMORY;
      if (!isInt(flags)) return BAD_ARGUMENT;
      return answer(c.accept4(fd, address, length, flags));
    },

    pipe2(fds, flags) {
      if (!holds(fds, 8)) return BAD_MEMORY;
      if (!isInt(flags)) return BAD_ARGUMENT;
      return answer(c.pipe2(fds, flags));
    },

    epoll_create1(flags) {
      return isInt(flags) ? answer(c.epoll_create1(flags)) : BAD_ARGUMENT;
    },

    epoll_ctl(epfd, operation, fd, event) {
      if (!isDescriptor(epfd) || !isDescriptor(fd)) return BAD_DESCRIPTOR;
      if (event !== null && !holds(event, eventBytes)) return BAD_MEMORY;
      if (!isInt(operation)) return BAD_ARGUMENT;
      return answer(c.epoll_ctl(epfd, operation, fd, event));
    },

    epoll_wait(epfd, events, maxevents, timeout) {
      if (!isDescriptor(epfd)) return BAD_DESCRIPTOR;
      if (!isInt(maxevents) || maxevents <= 0 || !isInt(timeout)) return BAD_ARGUMENT;
      if (!holds(events, maxevents * eventBytes)) return BAD_MEMORY;
      return answer(c.epoll_wait(epfd, events, maxevents, timeout));
    },

    kqueue: () => NO_SUCH_CALL,
    kevent: () => NO_SUCH_CALL,
  };
}
// #endregion
