/**
 * Which of a program's calls it slept in.
 *
 * No call says so itself. But a record holds what is needed to tell: whether a descriptor was
 * told never to wait, whether a wait had a time limit of zero, and how long the call took. A
 * call that may wait and returned soon did not sleep: putting a thread to sleep and waking it
 * takes longer than that.
 */
import {
  F_GETFL,
  F_SETFL,
  MSG_DONTWAIT,
  O_NONBLOCK,
  SOCK_NONBLOCK,
} from '../sys/index.ts';
import { type CallRecord, durationOf, isForOutput, numberAt } from './call-record.ts';
import { bytesIn, type MemoryCopy, wordsIn } from './memory-copy.ts';

// #region sleeps
/** What took less than this, in ms, was no sleep. */
export const SHORTEST_SLEEP_MS = 0.1;
// Printing a line, or connecting over loopback, takes longer than that, and all of it is work.
const LONGEST_WORK_MS = 1;

/** The calls of one program that it slept in, all of it or, if it never returned, until the end. */
export function sleepsIn(calls: readonly CallRecord[]): Set<CallRecord> {
  const neverWaits = new Map<number, boolean>();
  const sleeps = new Set<CallRecord>();
  for (const call of calls) {
    const neverReturned = call.endMs === undefined;
    const perCallMs = neverReturned ? Infinity : durationOf(call) / call.repeats;
    const isWork = call.name === 'connect' || isForOutput(call);
    const leastMs = isWork ? LONGEST_WORK_MS : SHORTEST_SLEEP_MS;
    if (perCallMs >= leastMs && mayWait(call, neverWaits)) sleeps.add(call);
    note(call, neverWaits);
  }
  return sleeps;
}
// #endregion

// #region may-wait
/** Whether the kernel may put the caller to sleep. `neverWaits` says which descriptors are told not to wait. */
export function mayWait(
  call: CallRecord,
  neverWaits: ReadonlyMap<number, boolean>,
): boolean {
  switch (call.name) {
    case 'select':
      return !isZero(call.arguments[4]);
    case 'kevent':
      return numberAt(call, 4) > 0 && !isZero(call.arguments[5]);
    case 'poll':
      return numberAt(call, 2) !== 0;
    case 'epoll_wait':
      return numberAt(call, 3) !== 0;
    case 'send':
    case 'recv':
      if ((numberAt(call, 3) & MSG_DONTWAIT) !== 0) return false;
      return neverWaits.get(numberAt(call, 0)) !== true;
    case 'accept4':
    case 'connect':
    case 'read':
    case 'write':
      return neverWaits.get(numberAt(call, 0)) !== true;
    default:
      return false;
  }
}
// #endregion

// #region note
/** Keeps track of the descriptors that are told not to wait. One that nobody told so, waits. */
function note(call: CallRecord, neverWaits: Map<number, boolean>): void {
  const { name, result = -1 } = call;
  if (name === 'close') neverWaits.delete(numberAt(call, 0));
  if (result < 0) return;
  if (name === 'socket')
    neverWaits.set(result, (numberAt(call, 1) & SOCK_NONBLOCK) !== 0);
  if (name === 'accept4')
    neverWaits.set(result, (numberAt(call, 3) & SOCK_NONBLOCK) !== 0);
  if (name === 'pipe2') {
    const isNonBlocking = (numberAt(call, 1) & O_NONBLOCK) !== 0;
    const [pipe] = call.written;
    for (const fd of pipe ? wordsIn(pipe) : []) neverWaits.set(fd, isNonBlocking);
  }
  if (name !== 'fcntl') return;
  const [fd, command] = [numberAt(call, 0), numberAt(call, 1)];
  if (command === F_GETFL) neverWaits.set(fd, (result & O_NONBLOCK) !== 0);
  if (command === F_SETFL) neverWaits.set(fd, (numberAt(call, 2) & O_NONBLOCK) !== 0);
}

/** Whether a timeval or timespec says zero. NULL does not: it says for ever. */
function isZero(time: number | MemoryCopy | null | undefined): boolean {
  if (time === null || typeof time !== 'object') return false;
  return bytesIn(time).every((byte) => byte === 0);
}
// #endregion
