/**
 * How long a part of an answer has taken: its own time. What it waited for a processor on a busy
 * machine does not count, as far as the kernel tells.
 */
import { waitedForProcessorMs } from './process-state.ts';

/** Of the time that a part may take, how much goes by before anybody looks at the processors. */
const unwatched = 1 / 3;
/** However busy the machine: more than so many times its time nobody gets. */
const mostTimes = 10;

export class PartTime {
  readonly #limitMs: number;
  readonly #startMs = performance.now();
  #deadlineMs: number;
  #waitedBeforeMs: number | undefined;

  /** Begins now. */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
    this.#deadlineMs = this.#startMs + limitMs * unwatched;
  }

  /** When to ask whether the time is up: on the clock of `performance.now()`. */
  get deadline(): number {
    return this.#deadlineMs;
  }

  /** To be asked at the deadline: whether there is time left. The deadline is a later one then. */
  async goesOn(pid: number): Promise<boolean> {
    const waitedMs = await waitedForProcessorMs(pid);
    this.#waitedBeforeMs ??= waitedMs;
    const now = performance.now();
    const ownMs = now - this.#startMs - (waitedMs - this.#waitedBeforeMs);
    const leftMs = this.#limitMs - ownMs;
    if (leftMs <= 0 || now - this.#startMs > mostTimes * this.#limitMs) return false;
    this.#deadlineMs = now + leftMs;
    return true;
  }
}
