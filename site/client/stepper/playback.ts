/**
 * Playing a run: slower than it was, by the same factor all along, so that what took long takes
 * long. A moment that would go by too fast to be seen holds the clock for an instant.
 */

// A run is played in about half a minute, and what is held comes on top of that.
const WHOLE_RUN_MS = 30_000;
const MOST_HELD_MS = 15_000;
const LONGEST_HOLD_MS = 150;

/** What is played. */
interface Played {
  readonly durationMs: number;
  /** When its moments are, in ascending order. */
  readonly timesMs: readonly number[];
}

/** A clock of a run, and where in it one is. */
export class Playback {
  readonly #played: Played;
  readonly #holdMs: number;
  /** How many times slower than it was. */
  readonly slowness: number;
  #atMs: number;
  #index: number;
  #heldMs = 0;

  /** From a moment on, by its number. */
  constructor(played: Played, index: number) {
    const { durationMs, timesMs } = played;
    this.#played = played;
    this.slowness = WHOLE_RUN_MS / Math.max(durationMs, Number.MIN_VALUE);
    this.#holdMs = Math.min(LONGEST_HOLD_MS, MOST_HELD_MS / timesMs.length);
    this.#index = index;
    this.#atMs = timesMs[index] ?? 0;
  }

  /** The time in the run. */
  get atMs(): number {
    return this.#atMs;
  }

  /** The moment that is shown. */
  get index(): number {
    return this.#index;
  }

  get isOver(): boolean {
    const { timesMs, durationMs } = this.#played;
    return this.#index >= timesMs.length - 1 && this.#atMs >= durationMs;
  }

  /** Lets some time go by, as it does for the reader. */
  advance(byMs: number): void {
    const { timesMs, durationMs } = this.#played;
    let leftMs = byMs;
    while (leftMs > 0) {
      const heldMs = Math.min(leftMs, this.#holdMs - this.#heldMs);
      this.#heldMs += heldMs;
      leftMs -= heldMs;
      const nextMs = timesMs[this.#index + 1] ?? durationMs;
      // While a moment is held its clock goes on, as far as the next one.
      this.#atMs = Math.min(nextMs, this.#atMs + heldMs / this.slowness);
      if (this.#heldMs < this.#holdMs) return;
      const untilNextMs = (nextMs - this.#atMs) * this.slowness;
      if (untilNextMs > leftMs || this.#index >= timesMs.length - 1) {
        this.#atMs = Math.min(durationMs, this.#atMs + leftMs / this.slowness);
        return;
      }
      leftMs -= Math.max(0, untilNextMs);
      this.#atMs = nextMs;
      this.#index += 1;
      this.#heldMs = 0;
    }
  }
}
