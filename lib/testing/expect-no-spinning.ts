/**
 * Finds the program that burns the processor: it asks again and again, and never waits.
 */
import { errno } from '../sys/index.ts';
import { bytesMoved, type CallRecord, numberAt } from '../trace/index.ts';
import { isWait, zeroTimeout } from './call-kinds.ts';
import type { Observation } from './observe.ts';
import { traceLines } from './trace-lines.ts';
import { Wrong } from './wrong.ts';

// #region spinning
/** How patient the expectation is. */
export interface SpinningOptions {
  /** How often the same question may be asked in vain with no wait between: 20 if not given. */
  readonly times?: number;
}

/** Asked in vain: whom, and what came of it. */
interface Vain {
  /** The same for the same question. */
  readonly question: string;
  /** Weak evidence must come twice as often: something else may say more clearly what is wrong. */
  readonly isWeak?: boolean;
  /** What the learner is told. */
  readonly told: (times: number) => string;
}

/**
 * Throws if the code asked the same in vain over and over with no wait between: a call that would
 * block, a wait that has no time to wait, one that wakes it for nothing, a stream that has ended.
 * @throws {Wrong} with the trace.
 */
export function expectNoSpinning(
  { calls, slept }: Observation,
  { times = 20 }: SpinningOptions = {},
): void {
  const asked = new Map<string, number>();
  for (const [index, call] of calls.entries()) {
    if (slept(call)) asked.clear();
    const vain = vainIn(call, slept(call));
    if (vain === undefined) {
      if (isProgress(call)) forgetAbout(call, asked);
      continue;
    }
    const count = (asked.get(vain.question) ?? 0) + 1;
    asked.set(vain.question, count);
    if (count < (vain.isWeak ? 2 * times : times)) continue;
    throw new Wrong(vain.told(count), { trace: traceLines(calls.slice(0, index + 1)) });
  }
}
// #endregion

// #region vain
function vainIn(call: CallRecord, slept: boolean): Vain | undefined {
  const { name, result = 0 } = call;
  const fd = numberAt(call, 0);
  if (isWait(name)) {
    if (slept || result < 0) return undefined;
    if (result > 0) return wokenForNothing(name);
    return zeroTimeout(call) ? noTimeToWait(name) : undefined;
  }
  if (refusals.includes(-result)) return refused(name, fd);
  const movesNothing = ['recv', 'read', 'send', 'write'].includes(name) && result === 0;
  return movesNothing ? nothingMoved(name, fd) : undefined;
}

const refusals: readonly number[] = [errno.EAGAIN, errno.EINPROGRESS, errno.EALREADY];
// #endregion

// #region words
const noWait = 'with no wait between';

function refused(name: string, fd: number): Vain {
  return {
    question: `${name} ${fd}`,
    told: (times) =>
      `Your code spins: it called ${name}() on descriptor ${fd} ${times} times ${noWait}, and ` +
      'each time the kernel said that it would block. Who could tell it when to ask again?',
  };
}

function nothingMoved(name: string, fd: number): Vain {
  const isEnd = name === 'recv' || name === 'read';
  return {
    question: `${name} ${fd}`,
    told: (times) =>
      `Your code spins: it called ${name}() on descriptor ${fd} ${times} times ${noWait}, and ` +
      (isEnd
        ? 'each time the stream was at its end. What must happen to a socket that has ended?'
        : 'each time with no bytes to send. When should it ask whether there is room?'),
  };
}

function noTimeToWait(name: string): Vain {
  return {
    question: name,
    told: (times) =>
      `Your code spins: it called ${name}() ${times} times with a timeout of 0, and nothing was ` +
      'ready. How long may it sleep when there is nothing to do?',
  };
}

function wokenForNothing(name: string): Vain {
  return {
    question: name,
    isWeak: true,
    told: (times) =>
      `Your code spins: ${times} times ${name}() answered at once that something is ready, and ` +
      'nothing came of it. Did you ask for something that you do not need now?',
  };
}
// #endregion

// #region progress
/** Whether the call got something done: bytes moved, a connection came or went. */
function isProgress(call: CallRecord): boolean {
  if ((call.result ?? -1) < 0) return false;
  return bytesMoved(call) > 0 || ['accept4', 'connect', 'close'].includes(call.name);
}

/** Progress makes new questions of the waits, and of everything on that descriptor. */
function forgetAbout(call: CallRecord, asked: Map<string, number>): void {
  const fd = numberAt(call, 0);
  for (const question of asked.keys()) {
    const isWaitOrSame = !question.includes(' ') || question.endsWith(` ${fd}`);
    if (isWaitOrSame) asked.delete(question);
  }
}
// #endregion
