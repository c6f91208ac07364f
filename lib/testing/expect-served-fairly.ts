/**
 * Finds starvation: somebody has something to do, and does not get a turn while others get many.
 */
import { Socket } from '../net/index.ts';
import { bytesMoved, type CallRecord, numberAt } from '../trace/index.ts';
import { isWait, readyAfter } from './call-kinds.ts';
import type { Observation } from './observe.ts';
import { traceLines } from './trace-lines.ts';
import { Wrong } from './wrong.ts';

// #region fairness
/** How long somebody may be kept waiting. */
export interface Fairness {
  /** How many calls may do something for others meanwhile: 32 if not given. */
  readonly mostCalls?: number;
  /** For how many ms of virtual time; on the real kernel nobody is held to it. */
  readonly mostMs?: number;
  /** Connections that have something to do all the time, whether or not the code asks for it. */
  readonly busy?: readonly (Socket | number)[];
}

/** Since when a descriptor waits, and what was done for others since. */
interface Waiting {
  readonly sinceMs: number;
  calls: number;
  /** Who was served last. */
  other: number;
}

function waitingSince(sinceMs: number): Waiting {
  return { sinceMs, calls: 0, other: -1 };
}
// #endregion

// #region served
/**
 * Throws if a connection was starved: select() or poll() had called it ready (or it is one of the
 * `busy`), and the code went on to serve others instead, for too many calls or too long.
 * @throws {Wrong} with the trace.
 */
export function expectServedFairly(
  { calls, inVirtualTime }: Observation,
  { mostCalls = 32, mostMs = Infinity, busy = [] }: Fairness = {},
): void {
  const always = new Set(busy.map((one) => (one instanceof Socket ? one.fileno() : one)));
  const startMs = calls[0]?.startMs ?? 0;
  const waiting = new Map([...always].map((fd) => [fd, waitingSince(startMs)]));
  for (const [index, call] of calls.entries()) {
    if (isWait(call.name)) {
      noteReady(call, waiting, always);
      continue;
    }
    const fd = numberAt(call, 0);
    const nowMs = call.endMs ?? call.startMs;
    waiting.delete(fd);
    if (call.name === 'close') always.delete(fd);
    if (always.has(fd)) waiting.set(fd, waitingSince(nowMs));
    if (bytesMoved(call) === 0) continue;
    for (const [starved, wait] of waiting) {
      if (starved === fd) continue;
      wait.calls += 1;
      wait.other = fd;
      const isTooLong = inVirtualTime && nowMs - wait.sinceMs > mostMs;
      if (wait.calls <= mostCalls && !isTooLong) continue;
      throw new Wrong(complaint(starved, wait), {
        trace: traceLines(calls.slice(0, index + 1)),
      });
    }
  }
}
// #endregion

// #region complaint
function complaint(starved: number, { calls, other }: Waiting): string {
  return (
    `Descriptor ${starved} had something to do and got no turn, while your code made ${calls} calls ` +
    `that moved bytes for others, the last of them for descriptor ${other}. How much may one ` +
    'connection have before it is the next one’s turn?'
  );
}
// #endregion

// #region ready
/** Who is called ready waits from now on; who no longer is, or was not asked about, does not. */
function noteReady(
  call: CallRecord,
  waiting: Map<number, Waiting>,
  always: ReadonlySet<number>,
): void {
  const ready = readyAfter(call);
  for (const fd of waiting.keys()) {
    if (!ready.has(fd) && !always.has(fd)) waiting.delete(fd);
  }
  const sinceMs = call.endMs ?? call.startMs;
  for (const fd of ready) {
    if (!waiting.has(fd)) waiting.set(fd, waitingSince(sinceMs));
  }
}
// #endregion
