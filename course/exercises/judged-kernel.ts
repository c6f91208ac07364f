/**
 * The simulated kernel on which an answer is judged. An answer that would hang, or goes round and
 * round, is found out even if it catches every error, that one too.
 */
import {
  BoundError,
  DeadlockError,
  type FaultName,
  SimulatedKernel,
} from '../../lib/sim/index.ts';

/** Far more than a check needs, and made in a fraction of a second. */
const maxCalls = 12_000;
const maxVirtualMs = 10 * 60_000;

export class JudgedKernel extends SimulatedKernel {
  /** Why the answer would never have come back, if it would not. */
  stuck: DeadlockError | BoundError | undefined;

  constructor(seed: number, fault: FaultName | undefined) {
    super({ seed, maxCalls, maxVirtualMs, faults: fault === undefined ? [] : [fault] });
  }

  protected override call(name: string, run: () => number): number {
    try {
      return super.call(name, run);
    } catch (error) {
      if (error instanceof DeadlockError || error instanceof BoundError) {
        this.stuck ??= error;
      }
      throw error;
    }
  }
}
