/**
 * What a piece of code asks of the kernel while it runs: the record that the expectations about
 * its behaviour are held against.
 *
 * ```ts
 * const seen = observe(() => answer.echo(socket));
 * expectNoSpinning(seen);
 * ```
 */
import { SimulatedKernel } from '../sim/index.ts';
import { currentKernel } from '../sys/index.ts';
import type { CallRecord } from '../trace/index.ts';
import { watchSleeps } from './sleep-watch.ts';
import { tapCalls } from './tap-calls.ts';

// #region observation
/** What was seen of a run. */
export interface Observation<Result = unknown> {
  /** What the code returned. */
  readonly result: Result;
  /** Its system calls, in their order. */
  readonly calls: readonly CallRecord[];
  /** Whether it slept in that call. */
  slept(call: CallRecord): boolean;
  /** Whether the times of the calls are virtual: exact, and the same in every run. */
  readonly inVirtualTime: boolean;
}
// #endregion

// #region observe
/**
 * Runs code and records every system call that is made of the current kernel meanwhile, real or
 * simulated, also on sockets that are older. What a check does in there, such as
 * `peer.connect()`, is recorded with the rest: do it before.
 * @throws what the code throws.
 * @throws {TypeError} for code that returns a promise, and so is not over.
 */
export function observe<Result>(run: () => Result): Observation<Result> {
  const kernel = currentKernel();
  const tap = tapCalls(kernel, {
    copiedBytes: 16,
    onStart: (call) => sleeps.begin(call),
    onEnd: (call) => sleeps.end(call),
  });
  const sleeps = watchSleeps(kernel, tap.untapped);
  try {
    const result = run();
    if (result instanceof Promise) {
      throw new TypeError('observe() is over when its code returns: it cannot await');
    }
    return {
      result,
      calls: tap.trace.calls,
      slept: (call) => sleeps.has(call),
      inVirtualTime: kernel instanceof SimulatedKernel,
    };
  } finally {
    tap.stop();
    sleeps.stop();
  }
}
// #endregion
