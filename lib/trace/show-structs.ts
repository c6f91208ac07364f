/**
 * The structs that calls wait with, in the manner of strace: sets of descriptors, times, what
 * poll(2), epoll(7) and kqueue(2) are asked and what they answer.
 */
import { EPOLL_CTL_DEL, fdSetHas, layouts } from '../sys/index.ts';
import {
  epollEvents,
  flagNames,
  kqueueFilters,
  kqueueFlags,
  nameOf,
  pollEvents,
} from './constant-names.ts';
import { bytesIn, type MemoryCopy, viewOf } from './memory-copy.ts';

// #region select
/** The descriptors in an fd_set: `[5 7]`. Bits at and above `nfds` are not looked at. */
export function showFdSet(set: MemoryCopy, nfds: number): string {
  return `[${fdsIn(set, nfds).join(' ')}]`;
}

/** The descriptors in an fd_set below `nfds`, in ascending order. */
export function fdsIn(set: MemoryCopy, nfds: number): number[] {
  const bytes = bytesIn(set);
  const members: number[] = [];
  for (let fd = 0; fd < Math.min(nfds, bytes.length * 8); fd++) {
    if (fdSetHas(bytes, fd)) members.push(fd);
  }
  return members;
}

/** `{tv_sec=1, tv_usec=500000}`; a struct timespec has `tv_nsec`. */
export function showTime(time: MemoryCopy, fraction: 'tv_usec' | 'tv_nsec'): string {
  if (time.length < layouts.timeval.size) return '{}';
  const view = viewOf(time);
  const seconds = view.getBigInt64(layouts.timeval.tv_sec, true);
  const rest = view.getBigInt64(layouts.timeval.tv_usec, true);
  return `{tv_sec=${seconds}, ${fraction}=${rest}}`;
}
// #endregion

// #region poll
/** What poll(2) is asked, `[{fd=5, events=POLLIN}]`, or, of those that are ready, what it answers. */
export function showPollfds(fds: MemoryCopy, count: number, field: 'events' | 'revents') {
  const { pollfd } = layouts;
  const shown = structsIn(fds, pollfd.size).flatMap((view) => {
    const value = view.getInt16(pollfd[field], true);
    if (field === 'revents' && value === 0) return [];
    return `{fd=${view.getInt32(pollfd.fd, true)}, ${field}=${flagNames(pollEvents, value)}}`;
  });
  // An answer counts the ready ones only; there are no more of them than are shown, if all are.
  const isCut = fds.length < count * pollfd.size;
  return list(shown, isCut);
}
// #endregion

// #region epoll
/** What epoll_ctl(2) is told: `{events=EPOLLIN, data=5}`. To delete it needs nothing. */
export function showEpollEvent(event: MemoryCopy, operation: number): string {
  const [view] = structsIn(event, layouts.epoll_event.size);
  if (view === undefined || operation === EPOLL_CTL_DEL) return '{}';
  return epollEventIn(view);
}

/** What epoll_wait(2) answers. */
export function showEpollEvents(events: MemoryCopy, count: number): string {
  const views = structsIn(events, layouts.epoll_event.size);
  return list(views.map(epollEventIn), views.length < count);
}

function epollEventIn(view: DataView): string {
  const { events, data } = layouts.epoll_event;
  const names = flagNames(epollEvents, view.getInt32(events, true));
  return `{events=${names}, data=${view.getBigUint64(data, true)}}`;
}

/** What kevent(2) is told, or answers. */
export function showKevents(events: MemoryCopy, count: number): string {
  const { kevent } = layouts;
  const views = structsIn(events, kevent.size);
  const shown = views.map((view) => {
    const ident = view.getBigUint64(kevent.ident, true);
    const filter = nameOf(kqueueFilters, view.getInt16(kevent.filter, true));
    const flags = flagNames(kqueueFlags, view.getUint16(kevent.flags, true));
    return `{ident=${ident}, filter=${filter}, flags=${flags}}`;
  });
  return list(shown, views.length < count);
}
// #endregion

// #region list
function list(shown: string[], isCut: boolean): string {
  return `[${[...shown, ...(isCut ? ['...'] : [])].join(', ')}]`;
}

function structsIn(memory: MemoryCopy, size: number): DataView[] {
  const count = size === 0 ? 0 : Math.floor(memory.length / size);
  return Array.from({ length: count }, (_, index) =>
    viewOf({ chunk: memory.chunk, start: memory.start + index * size, length: size }),
  );
}
// #endregion
