/**
 * Looks after the loops of a program: each reports here after so many rounds, and one that goes
 * on and on without a system call is stopped. Loops that make calls are the kernel's to stop: time
 * passes there, and what it may do has a bound.
 */
import { BoundError } from '../../../../lib/sim/index.ts';
import type { Hooks } from './hooks.ts';
import type { Limits } from './limits.ts';
import { LoopRounds } from './loop-rounds.ts';
import { EndlessLoopError } from './stopped.ts';

// A look costs more than a round, so there is one in so many rounds of a file's loops.
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
  /** What counts the rounds, one for each file. */
  readonly #counters: Pick<Hooks, 'left'>[] = [];
  #rounds = 0;
  #roundsBefore = 0;
  #callsBefore = 0;
  #sinceMs: number;
  /** Once a loop looks endless, the rounds of each loop: counting them needs a look at every round. */
  #suspected: LoopRounds | undefined;
  /** What has ended the program: no loop goes on, even if somebody has caught it. */
  #stoppedBy: Error | undefined;

  constructor(watched: Watched, limits: Limits) {
    this.#watched = watched;
    this.#limits = limits;
    this.#sinceMs = watched.clock();
  }

  /** Looks after the loops of one more file. */
  add(counter: Pick<Hooks, 'left'>): void {
    counter.left = ROUNDS_A_LOOK - 1;
    this.#counters.push(counter);
  }

  /** A loop of that file has made its rounds. Throws EndlessLoopError, BoundError. */
  look(counter: Pick<Hooks, 'left'>, file: string, line: number): void {
    if (this.#stoppedBy !== undefined) throw this.#stoppedBy;
    this.#rounds += this.#suspected === undefined ? ROUNDS_A_LOOK : 1;
    counter.left = this.#suspected === undefined ? ROUNDS_A_LOOK - 1 : 0;
    this.#suspected?.count(file, line);
    if (this.#rounds % ROUNDS_A_LOOK !== 0) return;
    this.#watched.onLook();
    const calls = this.#watched.calls();
    const nowMs = this.#watched.clock();
    if (calls > this.#limits.calls) {
      // The kernel has said so too, and somebody has caught it.
      const most = this.#limits.calls;
      this.#stop(new BoundError(`the program makes more than ${most} calls (maxCalls)`));
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
      if (isSuspect) this.#suspect();
      return;
    }
    const place = this.#suspected?.endless() ?? { file, line };
    this.#stop(new EndlessLoopError({ ...place, column: 1 }));
  }

  #suspect(): void {
    this.#suspected ??= new LoopRounds();
    for (const counter of this.#counters) counter.left = 0;
  }

  /** From now on no loop makes another round. */
  #stop(error: Error): never {
    this.#stoppedBy = error;
    for (const counter of this.#counters) counter.left = -Infinity;
    throw error;
  }
}
