/** Makes what the reader's compiled code calls of the lab. */
import type { Place } from '../program/place.ts';
import type { Hooks } from './hooks.ts';
import type { LoopWatch } from './loop-watch.ts';
import { urlOf } from './reader-url.ts';
import type { Waits } from './waits.ts';

/** Makes the hooks of all files of a program, and remembers where values were thrown. */
export class HooksMaker {
  readonly #watch: LoopWatch;
  readonly #waits: Waits;
  #thrown: { readonly value: unknown; readonly place: Place } | undefined;

  constructor(watch: LoopWatch, waits: Waits) {
    this.#watch = watch;
    this.#waits = waits;
  }

  /** The hooks of the file at a path. */
  hooksOf(path: string): Hooks {
    const at = (line: number): Place => ({ file: path, line, column: 1 });
    const hooks: Hooks = {
      left: 0,
      look: (line) => this.#watch.look(hooks, path, line),
      thrown: (line, value) => {
        this.#thrown = { value, place: at(line) };
        return value;
      },
      waits: (line, value) => {
        this.#waits.yields(value, at(line));
        return value;
      },
      meta: { url: urlOf(path) },
    };
    this.#watch.add(hooks);
    return hooks;
  }

  /** Where a value was thrown, if it is what was thrown last. */
  placeOf(value: unknown): Place | undefined {
    return Object.is(this.#thrown?.value, value) ? this.#thrown?.place : undefined;
  }
}
