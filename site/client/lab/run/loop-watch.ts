/**
 * Looks after the loops of a program: every round of each reports here, and one that goes on
 * and on without a system call is stopped. Loops that make calls are the kernel's to stop: time
 * passes there, and what it may do has a bound.
 */
import { BoundError } from '../../../../lib/sim/index.ts';
import type { Limits } from './limits.ts';
import { LoopRounds } from './loop-rounds.ts';
import { EndlessLoopError } from './stopped.ts';

// The clock is only looked at now and then: a look costs more than a round.
const ROUNDS_A_LOOK = 4096;

/** What the watch needs to know. */
interface Watched {
  /** How many system calls there have been. */
  readonly calls: () => number;
  /** The reader's own clock, in ms. */
  readonly clock: () => number;
  /** Called now and then while a loop runs. */
  readonly onLook: () => void;
}

export class LoopWatch {
  readonly #watched: Watched;
  readonly #limits: Limits;
  #rounds = 0;
  #roundsBefore = 0;
  #callsBefore = 0;
  #sinceMs: number;
  /** Once a loop looks endless, the rounds of all loops: counting them costs more than a round. */
  #suspected: LoopRounds | undefined;
  /** What has ended the program: no loop goes on, even if somebody has caught it. */
  #stoppedBy: Error | undefined;

  constructor(watched: Watched, limits: Limits) {
    this.#watched = watched;
    this.#limits = limits;
    this.#sinceMs = watched.clock();
  }

  /** A round of a loop begins. Throws EndlessLoopError, BoundError. */
  round(file: string, line: number): void {
    this.#rounds += 1;
    this.#suspected?.count(file, line);
    if (this.#rounds % ROUNDS_A_LOOK !== 0) return;
    if (this.#stoppedBy !== undefined) throw this.#stoppedBy;
    this.#watched.onLook();
    const calls = this.#watched.calls();
    const nowMs = this.#watched.clock();
    if (calls > this.#limits.calls) {
      // The kernel has said so too, and somebody has caught it.
      this.#stoppedBy = new BoundError(
        `the program makes more than ${this.#limits.calls} calls (maxCalls)`,
      );
      throw this.#stoppedBy;
    }
    if (calls !== this.#callsBefore) {
      this.#callsBefore = calls;
      this.#roundsBefore = this.#rounds;
      this.#sinceMs = nowMs;
      this.#suspected = undefined;
      return;
    }
    const rounds = this.#rounds - this.#roundsBefore;
    const silentMs = nowMs - this.#sinceMs;
    const { rounds: mostRounds, silentMs: longestMs } = this.#limits;
    if (rounds < mostRounds && silentMs < longestMs) {
      const isSuspect = rounds > mostRounds / 2 || silentMs > longestMs / 2;
      if (isSuspect) this.#suspected ??= new LoopRounds();
      return;
    }
    const place = this.#suspected?.endless() ?? { file, line };
    this.#stoppedBy = new EndlessLoopError({ ...place, column: 1 });
    throw this.#stoppedBy;
  }
}
