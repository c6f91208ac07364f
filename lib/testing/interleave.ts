/**
 * Shared memory on which no race decides: code runs on it as one thread would, and at a chosen
 * access, or while it sleeps in `Atomics.wait()`, the code of another thread runs to its end.
 *
 * What is accessed through the array that the code is given counts as an access: `shared[0]`, as well as
 * every function of `Atomics`. Each is one; `shared[0] += 1` is two, and that is the point. What is left
 * out: more than one change of threads back and forth, views that the code makes of the same memory.
 */
import { Wrong } from './wrong.ts';

// #region others
/** The code of a thread, on shared memory. */
export type OnShared<Result = void> = (shared: Int32Array) => Result;

/** How the others behave. */
export interface Others {
  /** Runs before each of these accesses, counted from 1. */
  readonly at?: readonly number[];
  /** What another thread does there. */
  readonly between?: OnShared;
  /** What other threads do while the code sleeps, each step once, one sleep or several. */
  readonly asleep?: readonly OnShared[];
}

/** What the code answered, and how many accesses it made. */
export interface Interleaved<Result> {
  readonly result: Result;
  readonly accesses: number;
}
// #endregion

// #region interleave
/** More than any code needs that does not ask over and over. */
const MOST_ACCESSES = 200;

/**
 * Runs code on shared memory, with others in between.
 * @throws {Wrong} if it sleeps and nobody wakes it, or asks over and over.
 */
export function interleave<Result>(
  memory: Int32Array,
  code: OnShared<Result>,
  { at = [], between = () => {}, asleep = [] }: Others = {},
): Interleaved<Result> {
  const steps = [...asleep];
  let accesses = 0;
  const mine = new Thread(memory, {
    access() {
      accesses += 1;
      for (const place of at) if (place === accesses) others(between);
    },
    wait(index, value, isBounded) {
      if (memory[index] !== value) return 'not-equal';
      for (let step = steps.shift(); step; step = steps.shift()) {
        if (others(step).has(index)) return 'ok';
      }
      throw new Wrong(
        isBounded
          ? 'It wakes only because its time is over: nobody has called Atomics.notify() for what it waits for. ' +
              'Who changes that number, and does it say so?'
          : 'It sleeps in Atomics.wait() for ever: nothing that the other threads do wakes it. ' +
              'What does it wait for, and who calls Atomics.notify() for that?',
      );
    },
  });

  /** Runs another thread to its end; answers which numbers it has called notify for. */
  function others(step: OnShared): Set<number> {
    const notified = new Set<number>();
    const theirs = new Thread(memory, {
      notify: (index) => notified.add(index),
      wait(index, value) {
        if (memory[index] !== value) return 'not-equal';
        throw new Wrong(
          'Another thread waits for this one, which has been stopped in the middle of its work and may be so for long. ' +
            'Can it be done without anybody waiting?',
        );
      },
    });
    theirs.run(step);
    return notified;
  }

  return { result: mine.run(code), accesses };
}
// #endregion

// #region thread
interface Hooks {
  readonly access?: () => void;
  readonly notify?: (index: number) => void;
  readonly wait: (index: number, value: number, isBounded: boolean) => 'ok' | 'not-equal';
}

/** Runs code whose accesses to the memory it sees. */
class Thread {
  readonly #memory: Int32Array;
  readonly #hooks: Hooks;
  readonly #view: Int32Array;
  #accesses = 0;

  constructor(memory: Int32Array, hooks: Hooks) {
    this.#memory = memory;
    this.#hooks = hooks;
    this.#view = this.#watched();
  }

  run<Result>(code: OnShared<Result>): Result {
    const original = Object.getOwnPropertyDescriptors(Atomics);
    for (const name of Object.keys(original) as (keyof typeof Atomics)[]) {
      const call = Atomics[name];
      if (typeof call !== 'function') continue;
      const watched = (array: unknown, ...values: unknown[]) =>
        array === this.#view
          ? this.#atomic(String(name), values)
          : (call as (...all: unknown[]) => unknown)(array, ...values);
      Object.defineProperty(Atomics, name, { value: watched, configurable: true });
    }
    try {
      return code(this.#view);
    } finally {
      Object.defineProperties(Atomics, original);
    }
  }
  // #endregion

  // #region accesses
  #atomic(name: string, [index, ...values]: unknown[]): unknown {
    this.#access();
    if (name === 'notify') {
      this.#hooks.notify?.(Number(index));
      return 0;
    }
    if (name === 'wait') {
      const [value, timeoutMs = Infinity] = values.map(Number);
      return this.#hooks.wait(Number(index), Number(value), timeoutMs !== Infinity);
    }
    const call = plain[name] as (...all: unknown[]) => unknown;
    return call(this.#memory, index, ...values);
  }

  #access(): void {
    this.#accesses += 1;
    if (this.#accesses > MOST_ACCESSES) {
      throw new Wrong(
        `It has looked at the shared numbers ${MOST_ACCESSES} times and goes on looking. ` +
          'What is it waiting for, and can it sleep until then?',
      );
    }
    this.#hooks.access?.();
  }

  #watched(): Int32Array {
    return new Proxy(this.#memory, {
      get: (memory, name) => {
        if (isIndex(name)) this.#access();
        const value = Reflect.get(memory, name, memory);
        return typeof value === 'function' ? value.bind(memory) : value;
      },
      set: (memory, name, value) => {
        if (isIndex(name)) this.#access();
        return Reflect.set(memory, name, value, memory);
      },
    });
  }
}

/** The functions of Atomics as they are outside of any run. */
const plain: Record<string, unknown> = Object.fromEntries(
  Object.getOwnPropertyNames(Atomics).map((name) => [
    name,
    Atomics[name as keyof typeof Atomics],
  ]),
);

function isIndex(name: string | symbol): boolean {
  return typeof name === 'string' && /^\d+$/.test(name);
}
// #endregion
