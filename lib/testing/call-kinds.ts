/**
 * What a recorded call is, in the words of the chapters: a wait, a question without time to wait,
 * something that opens a descriptor.
 */
import { F_DUPFD, fdSetHas, layouts } from '../sys/index.ts';
import { type CallName, type CallRecord, numberAt } from '../trace/index.ts';
import { bytesIn, type MemoryCopy, viewOf, wordsIn } from '../trace/memory-copy.ts';

// #region waits
/** Whether the call is there in order to wait, for many descriptors at once. */
export function isWait(name: CallName): boolean {
  return ['select', 'poll', 'epoll_wait', 'kevent'].includes(name);
}

/** Whether a wait was given no time: it only looks. */
export function zeroTimeout(call: CallRecord): boolean {
  switch (call.name) {
    case 'select':
      return isZero(call.arguments[4]);
    case 'poll':
      return numberAt(call, 2) === 0;
    case 'epoll_wait':
      return numberAt(call, 3) === 0;
    case 'kevent':
      return isZero(call.arguments[5]);
    default:
      return false;
  }
}

function isZero(time: number | MemoryCopy | null | undefined): boolean {
  if (time === null || typeof time !== 'object') return false;
  return bytesIn(time).every((byte) => byte === 0);
}
// #endregion

// #region opened
/** The descriptors that a call has opened. */
export function openedBy(call: CallRecord): number[] {
  const { name, result = -1 } = call;
  if (result < 0) return [];
  switch (name) {
    case 'socket':
    case 'accept4':
    case 'epoll_create1':
    case 'kqueue':
      return [result];
    case 'fcntl':
      return numberAt(call, 1) === F_DUPFD ? [result] : [];
    case 'pipe2':
      return call.written[0] ? wordsIn(call.written[0]) : [];
    default:
      return [];
  }
}
// #endregion

// #region ready
/** The descriptors that select(2) or poll(2) has called ready; none for other calls. */
export function readyAfter(call: CallRecord): Set<number> {
  const ready = new Set<number>();
  if ((call.result ?? 0) <= 0) return ready;
  if (call.name === 'select') {
    for (const set of call.written) {
      if (set) addMembers(ready, bytesIn(set), numberAt(call, 0));
    }
  }
  const [fds] = call.written;
  if (call.name === 'poll' && fds) addPolled(ready, fds);
  return ready;
}

function addMembers(ready: Set<number>, set: Uint8Array, nfds: number): void {
  for (let fd = 0; fd < Math.min(nfds, set.length * 8); fd += 1) {
    if (fdSetHas(set, fd)) ready.add(fd);
  }
}

function addPolled(ready: Set<number>, fds: MemoryCopy): void {
  const { pollfd } = layouts;
  const view = viewOf(fds);
  for (let at = 0; at + pollfd.size <= fds.length; at += pollfd.size) {
    if (view.getInt16(at + pollfd.revents, true) === 0) continue;
    ready.add(view.getInt32(at + pollfd.fd, true));
  }
}
// #endregion
