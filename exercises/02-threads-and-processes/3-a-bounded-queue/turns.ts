/**
 * Threads that take turns on shared memory, so that no race decides: one runs, and another goes on only when
 * that one sleeps in `Atomics.wait()`, ends, or is stopped before an access that the check has chosen.
 *
 * All of them run in the one thread that there is. Whoever is stopped is unwound by a throw, and later started
 * again from the beginning: what it has read so far is answered from memory, and changes nothing, until it is
 * where it was. `interleave()` lets the others run to their end, which code with a lock cannot.
 */
import { Wrong } from 'would-block/testing';

/** A thread: a name for messages, and what it does on the memory that all of them share. */
export interface Sharer {
  readonly name: string;
  /** Runs several times over: nothing but the memory and what it answers may come of it. */
  readonly run: (memory: Int32Array) => readonly number[];
}

/** What became of them. */
export interface Turns {
  /** What each thread answered, in order; undefined for one that sleeps. */
  readonly results: readonly (readonly number[] | undefined)[];
  /** The names of those whom nobody is left to wake. */
  readonly asleep: readonly string[];
  /** How often they accessed the memory, all together. */
  readonly accesses: number;
  /** The last accesses, a line each. */
  readonly trace: () => readonly string[];
}

/** More than any thread needs that changes nothing and does not sleep. */
const MOST_IN_VAIN = 40;
const TRACE_LINES = 16;
const STOPPED = Symbol('stopped');

/**
 * Runs the threads, the first one first. Before each access in `stops`, counted from 1, the one that runs goes to
 * the end of the line, and so does one that is woken.
 * @throws {Wrong} if one asks over and over instead of sleeping.
 */
export function takeTurns(
  memory: Int32Array,
  sharers: readonly Sharer[],
  stops: readonly number[] = [],
): Turns {
  const machine = new Machine(memory, stops);
  const threads = sharers.map((sharer) => new Thread(sharer, machine));
  machine.line.push(...threads);
  withWatchedAtomics(() => {
    for (let next = machine.line.shift(); next; next = machine.line.shift()) next.goOn();
  });
  return {
    results: threads.map(({ result }) => result),
    asleep: machine.asleep.map(({ thread }) => thread.name),
    accesses: machine.accesses,
    trace: () => machine.trace(),
  };
}

/** What the threads have in common. */
class Machine {
  readonly memory: Int32Array;
  readonly line: Thread[] = [];
  readonly asleep: { readonly thread: Thread; readonly place: number }[] = [];
  readonly #made: Made[] = [];
  accesses = 0;
  readonly #stops: Set<number>;

  constructor(memory: Int32Array, stops: readonly number[]) {
    this.memory = memory;
    this.#stops = new Set(stops);
  }

  /** Counts an access that is about to be made. Answers whether the thread is stopped before it. */
  stopsHere(): boolean {
    this.accesses += 1;
    return this.#stops.delete(this.accesses);
  }

  /** Wakes those who have slept longest at a place; answers how many. */
  notify(place: number, most: number): number {
    const woken = this.asleep.filter((sleeper) => sleeper.place === place).slice(0, most);
    for (const sleeper of woken) {
      this.asleep.splice(this.asleep.indexOf(sleeper), 1);
      sleeper.thread.wake();
      this.line.push(sleeper.thread);
    }
    return woken.length;
  }

  record(made: Made): void {
    this.#made.push(made);
  }

  trace(): string[] {
    return this.#made.slice(-TRACE_LINES).map(lineOf);
  }
}

/** An access that has been made, and what came of it. */
interface Made {
  readonly name: string;
  readonly call: string;
  readonly values: readonly unknown[];
  readonly outcome: unknown;
}

class Thread {
  readonly name: string;
  result: readonly number[] | undefined;
  readonly #run: Sharer['run'];
  readonly #machine: Machine;
  readonly #view: Int32Array;
  readonly #answers: unknown[] = [];
  #position = 0;
  #isStopped = false;
  #inVain = 0;

  constructor({ name, run }: Sharer, machine: Machine) {
    this.name = name;
    this.#run = run;
    this.#machine = machine;
    this.#view = watched(machine.memory, (call, values) => this.#access(call, values));
  }

  /** Runs it until it sleeps, is stopped, or ends. */
  goOn(): void {
    this.#position = 0;
    this.#isStopped = false;
    try {
      const result = this.#run(this.#view);
      if (!this.#isStopped) this.result = result;
    } catch (error) {
      if (error !== STOPPED) throw error;
    }
  }

  /** It sleeps, and somebody has called notify for it. */
  wake(): void {
    this.#inVain = 0;
    this.#answers.push('ok');
  }

  #access(call: string, values: readonly unknown[]): unknown {
    if (this.#isStopped) throw STOPPED;
    if (this.#position === this.#answers.length) this.#accessNow(call, values);
    const answer = this.#answers[this.#position];
    this.#position += 1;
    return answer;
  }

  #accessNow(call: string, values: readonly unknown[]): void {
    const machine = this.#machine;
    if (machine.stopsHere()) {
      machine.line.push(this);
      this.#stop();
    }
    const [place, value, timeoutMs = Number.POSITIVE_INFINITY] = values.map(Number);
    if (call === 'wait' && timeoutMs !== Number.POSITIVE_INFINITY) {
      throw new Wrong(
        `${this.name} sleeps in Atomics.wait() for ${timeoutMs} ms at most, and would then look again. Who wakes it ` +
          'when there is something to see?',
        { trace: machine.trace() },
      );
    }
    if (call === 'wait' && machine.memory[place ?? 0] === value) {
      machine.record({ name: this.name, call, values, outcome: 'sleeps' });
      machine.asleep.push({ thread: this, place: place ?? 0 });
      this.#stop();
    }
    const before = machine.memory[place ?? 0];
    const answer =
      call === 'notify'
        ? machine.notify(place ?? 0, value ?? Number.POSITIVE_INFINITY)
        : accessPlainly(machine.memory, call, values);
    machine.record({ name: this.name, call, values, outcome: answer });
    this.#answers.push(answer);
    this.#inVain = machine.memory[place ?? 0] === before ? this.#inVain + 1 : 0;
    if (this.#inVain <= MOST_IN_VAIN) return;
    throw new Wrong(
      `${this.name} has looked at the shared numbers ${MOST_IN_VAIN} times in a row, has changed nothing, and goes on looking. ` +
        'What is it waiting for, and can it sleep until then?',
      { trace: machine.trace() },
    );
  }

  #stop(): never {
    this.#isStopped = true;
    throw STOPPED;
  }
}

function lineOf({ name, call, values, outcome }: Made): string {
  const made =
    call === 'get'
      ? `memory[${values[0]}]`
      : call === 'set'
        ? `memory[${values[0]}] = ${values[1]}`
        : `Atomics.${call}(${['memory', ...values].join(', ')})`;
  return `${name}: ${made} → ${outcome}`;
}

type Access = (call: string, values: readonly unknown[]) => unknown;

/** Which array belongs to which thread's accesses. */
const accesses = new WeakMap<object, Access>();

/** The memory as one thread sees it. */
function watched(memory: Int32Array, access: Access): Int32Array {
  const view = new Proxy(memory, {
    get(target, name) {
      if (isPlace(name)) return access('get', [Number(name)]);
      if (name === 'length') return target.length;
      throw new Wrong(
        `You ask the array for its "${String(name)}". Use its length, its places, and the functions of Atomics on it.`,
      );
    },
    set(_, name, value) {
      if (!isPlace(name)) return false;
      access('set', [Number(name), value]);
      return true;
    },
  });
  accesses.set(view, access);
  return view;
}

function isPlace(name: string | symbol): boolean {
  return typeof name === 'string' && /^\d+$/.test(name);
}

type Call = (...values: unknown[]) => unknown;

/** The functions of Atomics as they are outside of any run. */
const plain = Object.fromEntries(
  Object.getOwnPropertyNames(Atomics).map((name) => [
    name,
    Atomics[name as keyof typeof Atomics] as unknown as Call,
  ]),
);

function accessPlainly(
  memory: Int32Array,
  call: string,
  values: readonly unknown[],
): unknown {
  const [place, value] = values.map(Number);
  if (call === 'get') return memory[place ?? 0];
  if (call === 'wait') return 'not-equal';
  if (call !== 'set') return plain[call]?.(memory, ...values);
  memory[place ?? 0] = value ?? 0;
  return value;
}

let isWatched = false;

/**
 * Runs something while the functions of Atomics are watched. takeTurns() does so by itself; around many of its
 * runs it is much cheaper, because the engine throws away its machine code whenever Atomics changes.
 */
export function withWatchedAtomics(run: () => void): void {
  if (isWatched) {
    run();
    return;
  }
  const original = Object.getOwnPropertyDescriptors(Atomics);
  isWatched = true;
  for (const [name, call] of Object.entries(plain)) {
    const value: Call = (array, ...values) => {
      const access = accesses.get(array as object);
      return access ? access(name, values) : call(array, ...values);
    };
    Object.defineProperty(Atomics, name, { value, configurable: true });
  }
  try {
    run();
  } finally {
    Object.defineProperties(Atomics, original);
    isWatched = false;
  }
}
