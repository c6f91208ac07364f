/**
 * What can go wrong on purpose: everything that a program must expect, and rarely meets.
 *
 * Each fault is something that Linux does too, by a signal, a full queue, a lost network. None
 * strikes unless it was asked for by name. Whether it strikes at a call is chance, and the chance
 * is seeded: the same seed lets the same calls fail.
 */
import type { Random } from './random.ts';

// #region names
/** Each fault with how likely it strikes where it can, unless that is said. */
const likelihoods = {
  /** send and write take a part of the bytes. */
  'short-send': 0.5,
  /** send and write take one byte. */
  'one-byte-send': 1,
  /** recv and read answer with a part of what is there. */
  'short-recv': 0.5,
  /** recv and read answer with one byte. */
  'one-byte-recv': 1,
  /** A signal interrupts a call that would sleep: EINTR. */
  interrupt: 0.25,
  /** select, poll and epoll_wait call something readable that is not: select(2), BUGS. */
  'spurious-readiness': 0.1,
  /** A connection is reset in the middle, at a send or a recv. */
  reset: 0.01,
  /** No descriptor is free: EMFILE. */
  'no-descriptors': 0.1,
  /** A listener's queue is full: the client tries again a second later. */
  'full-backlog': 0.25,
} as const;

/** The name of something that a kernel may do and hardly ever does. */
export type FaultName = keyof typeof likelihoods;

/** A fault by its name, or with how likely it is: from 0, never, to 1, whenever it can. */
export type FaultRequest =
  | FaultName
  | { readonly name: FaultName; readonly probability: number };
// #endregion

// #region faults
export class Faults {
  readonly #random: Random;
  readonly #probabilities = new Map<FaultName, number>();
  /** How often each fault has struck. */
  readonly struck = new Map<FaultName, number>();

  /** Throws RangeError for a fault that does not exist, or a probability that is none. */
  constructor(requests: readonly FaultRequest[], random: Random) {
    this.#random = random;
    for (const request of requests) {
      const name = typeof request === 'string' ? request : request.name;
      if (!Object.hasOwn(likelihoods, name)) {
        const known = Object.keys(likelihoods).join(', ');
        throw new RangeError(`no fault is called ${name}; there are ${known}`);
      }
      const probability =
        typeof request === 'string' ? likelihoods[request] : request.probability;
      if (!(probability >= 0 && probability <= 1)) {
        throw new RangeError(`the probability of ${name} is 0 to 1, not ${probability}`);
      }
      this.#probabilities.set(name, probability);
    }
  }

  /** Whether a fault strikes, here and now. */
  strikes(name: FaultName): boolean {
    const probability = this.#probabilities.get(name);
    if (probability === undefined || this.#random.fraction() >= probability) return false;
    this.struck.set(name, (this.struck.get(name) ?? 0) + 1);
    return true;
  }

  /** Whom a fault hits: one of these by chance, or nobody where nobody is. */
  victim<One>(among: readonly One[]): One[] {
    const at = this.#random.between(0, Math.max(0, among.length - 1));
    return among.slice(at, at + 1);
  }

  /** How many of so many bytes a call may move: all, unless a fault strikes. */
  limit(direction: 'send' | 'recv', count: number): number {
    if (count > 1 && this.strikes(`one-byte-${direction}`)) return 1;
    if (count > 1 && this.strikes(`short-${direction}`)) {
      return this.#random.between(1, count - 1);
    }
    return count;
  }
}
// #endregion
