/**
 * What is remembered of one system call.
 *
 * A record is plain data: numbers, and small copies of what pointers pointed to. The copies are
 * made at once, because programs use their buffers again. The recorder fills a record in two
 * steps, before and after the call; one that never returned keeps `result` undefined, and that
 * is how a record shows where a program was stuck when it was stopped.
 */
import { type Kernel, MSG_PEEK } from '../sys/index.ts';
import { type MemoryCopy, wordsIn } from './memory-copy.ts';
import type { TaskStep } from './tasks.ts';

// #region record
/** The calls that are recorded: all of a kernel's but the clock, which strace does not see either. */
export type CallName = Exclude<keyof Kernel, 'monotonicMs'>;

/** One call, of a kernel, by a program. Times are in ms, on that kernel's clock. */
export interface CallRecord {
  readonly name: CallName;
  /** The task that made it, where somebody knew. */
  readonly task: string | undefined;
  /** The program's own line that led to it, where somebody looked: `client.ts:31`. */
  readonly line: string | undefined;
  startMs: number;
  /** Undefined as long as the call has not returned. */
  endMs: number | undefined;
  /** As passed, in the man page's order. A pointer is null or a copy of what the call could read. */
  readonly arguments: readonly (number | MemoryCopy | null)[];
  /** What the call wrote, at the place of the argument that pointed to it. */
  written: readonly (MemoryCopy | null)[];
  /** As the kernel answered: ≥ 0, or a negated errno. Undefined as long as it has not. */
  result: number | undefined;
  /** For how many calls it stands, all the same and one after the other: 1 as recorded. */
  repeats: number;
  /** Of repeated calls, the time inside all of them together; of one it is undefined. */
  insideMs: number | undefined;
}
// #endregion

// #region program
/** The record of a whole program: what it is called, and its calls in their order. */
export interface TracedProgram {
  readonly name: string;
  readonly calls: readonly CallRecord[];
  /** The steps of its tasks, in the order of their ends, where it has tasks with names. */
  readonly steps?: readonly TaskStep[];
}
// #endregion

// #region measures
/** The time inside a call, or inside repeated calls together: 0 if it has not returned. */
export function durationOf({ startMs, endMs, insideMs }: CallRecord): number {
  return insideMs ?? (endMs ?? startMs) - startMs;
}

/** How many bytes a call moved, or repeated calls together: 0 for one that failed, moves none, or only looks at them. */
export function bytesMoved(call: CallRecord): number {
  const { name, result = 0, repeats } = call;
  const looks = name === 'recv' && (numberAt(call, 3) & MSG_PEEK) !== 0;
  return looks || direction[name] === undefined ? 0 : Math.max(0, result) * repeats;
}

/** Whether a call sends bytes, receives bytes, or does neither. */
export function directionOf(name: CallName): 'out' | 'in' | undefined {
  return direction[name];
}

const direction: { readonly [Name in CallName]?: 'out' | 'in' } = {
  send: 'out',
  write: 'out',
  recv: 'in',
  read: 'in',
};
// #endregion

// #region places
/** An argument that is a number; -1 where it is none. */
export function numberAt(call: CallRecord, place: number): number {
  const value = call.arguments[place];
  return typeof value === 'number' ? value : -1;
}

/** When the call ended or, if it never returned, when it was last known to be under way. */
export function lastSeenMs({ startMs, endMs }: CallRecord): number {
  return endMs ?? startMs;
}

const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;

/** Whether the call prints, or waits until it can: what it writes can be seen anyway. */
export function isForOutput(call: CallRecord): boolean {
  const [first] = call.arguments;
  if (call.name === 'write') return first === STANDARD_OUTPUT || first === STANDARD_ERROR;
  if (call.name !== 'poll' || call.arguments[1] !== 1) return false;
  return (
    typeof first === 'object' && first !== null && wordsIn(first)[0] === STANDARD_OUTPUT
  );
}
// #endregion
