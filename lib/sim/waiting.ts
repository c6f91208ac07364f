/**
 * The one place where the program waits.
 *
 * Nothing else runs in the machine than this program and what was planned before: bytes on their
 * way, peers that play their scripts. So to sleep is to let the next event happen, to look again,
 * and so on, until what was waited for is there, or the time is up. If no event is left, nothing
 * can ever wake the program: a real one would hang for ever, and this one is told at once.
 */
import type { Counts } from './counts.ts';
import type { Machine } from './machine.ts';

// #region errors
/** The program waits for what cannot come. The message says who waits for what. */
export class DeadlockError extends Error {
  override readonly name = 'DeadlockError';
}

/** The program has made more calls, or gone on for longer, than it was allowed to. */
export class BoundError extends Error {
  override readonly name = 'BoundError';
}
// #endregion

// #region waiting
/** How a sleep ended. */
export type Awakening = 'ready' | 'timeout' | 'interrupted';

export class Waiting {
  readonly #machine: Machine;
  readonly #counts: Counts;
  readonly #situation: () => string;

  /** `situation` describes the machine, for the message of a DeadlockError. */
  constructor(machine: Machine, counts: Counts, situation: () => string) {
    this.#machine = machine;
    this.#counts = counts;
    this.#situation = situation;
  }

  /**
   * Sleeps until `isReady`, at most until that time. `waiter` says for whom, as in
   * `recv on descriptor 4`. Throws DeadlockError, BoundError.
   */
  until(
    call: string,
    isReady: () => boolean,
    deadlineMs: number,
    waiter: () => string,
  ): Awakening {
    if (isReady()) return 'ready';
    const { clock, faults } = this.#machine;
    if (deadlineMs <= clock.nowMs) return 'timeout';
    if (faults.strikes('interrupt')) return 'interrupted';
    const sinceMs = clock.nowMs;
    this.#counts.sleep(call);
    try {
      return this.pass(isReady, deadlineMs, waiter) ? 'ready' : 'timeout';
    } finally {
      this.#counts.sleptMs += clock.nowMs - sinceMs;
    }
  }

  /**
   * Lets events happen until what is waited for is there, or the time is up: whether it is there.
   * Throws DeadlockError, BoundError.
   */
  pass(isReady: () => boolean, deadlineMs: number, waiter: () => string): boolean {
    const { clock } = this.#machine;
    while (!isReady()) {
      if (clock.nextMs > deadlineMs) {
        this.passTo(deadlineMs);
        return isReady();
      }
      this.#checkBound(clock.nextMs);
      if (!clock.next()) throw this.#deadlock(waiter());
      this.#counts.wakeUps += 1;
    }
    return true;
  }

  /** Lets time pass, with all that happens meanwhile. Throws BoundError. */
  passTo(timeMs: number): void {
    this.#checkBound(timeMs);
    this.#machine.clock.advanceTo(timeMs);
  }
  // #endregion

  // #region bounds
  #checkBound(timeMs: number): void {
    const { maxVirtualMs } = this.#machine;
    if (timeMs <= maxVirtualMs || timeMs === Infinity) return;
    throw new BoundError(
      `the program goes on for more than ${maxVirtualMs} ms of virtual time (maxVirtualMs)`,
    );
  }

  #deadlock(waiter: string): DeadlockError {
    return new DeadlockError(
      `${waiter} waits for what can never happen: no bytes are on their way, and no peer has ` +
        `anything left to do.\n${this.#situation()}`,
    );
  }
}
// #endregion
