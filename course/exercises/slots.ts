/**
 * A limit to how many things are done at the same time.
 */

export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** `count` things may be done at once. */
  constructor(count: number) {
    this.#free = count;
  }

  /** Does something as soon as there is a slot for it, first come first served. */
  async use<Result>(action: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await action();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
