/**
 * Which calls the program slept in, as surely as each kernel can tell.
 *
 * The simulated kernel counts every sleep. The real one is asked two things: whether the
 * descriptor waits at all (F_GETFL), and whether this thread gave up the processor of its own
 * will meanwhile, as only a sleeper does (voluntary_ctxt_switches in proc(5)). How long a call
 * took says little: on a busy machine every call may be interrupted for long.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { SimulatedKernel } from '../sim/index.ts';
import { F_GETFL, type Kernel, O_NONBLOCK } from '../sys/index.ts';
import {
  type CallRecord,
  durationOf,
  mayWait,
  numberAt,
  SHORTEST_SLEEP_MS,
} from '../trace/index.ts';
import { isWait } from './call-kinds.ts';

// #region watch
/** Told of each call when it begins and when it has ended, knows which of them slept. */
export interface SleepWatch {
  begin(call: CallRecord): void;
  end(call: CallRecord): void;
  /** Whether the program slept in that call. */
  has(call: CallRecord): boolean;
  /** To be called when the last call has ended. */
  stop(): void;
}

/** Watches the calls of this kernel; `untapped` are the calls that nobody records. */
export function watchSleeps(kernel: Kernel, untapped: Kernel): SleepWatch {
  return kernel instanceof SimulatedKernel
    ? new CountedSleeps(kernel)
    : new SeenSleeps(untapped);
}
// #endregion

// #region counted
/** On the simulated kernel, which counts the sleeps. */
class CountedSleeps implements SleepWatch {
  readonly #kernel: SimulatedKernel;
  readonly #sleeps = new WeakSet<CallRecord>();
  #before = 0;

  constructor(kernel: SimulatedKernel) {
    this.#kernel = kernel;
  }

  begin({ name }: CallRecord): void {
    this.#before = this.#count(name);
  }

  end(call: CallRecord): void {
    if (this.#count(call.name) > this.#before) this.#sleeps.add(call);
  }

  has(call: CallRecord): boolean {
    return this.#sleeps.has(call);
  }

  stop(): void {}

  #count(name: string): number {
    return this.#kernel.counts.sleeps[name] ?? 0;
  }
}
// #endregion

// #region seen
/** On the real kernel. */
class SeenSleeps implements SleepWatch {
  readonly #untapped: Kernel;
  readonly #switches = new SwitchCounter();
  readonly #sleeps = new WeakSet<CallRecord>();
  #mayWait = false;

  constructor(untapped: Kernel) {
    this.#untapped = untapped;
  }

  begin(call: CallRecord): void {
    this.#mayWait = this.#isAllowedToWait(call);
    if (this.#mayWait) this.#switches.mark();
  }

  end(call: CallRecord): void {
    if (!this.#mayWait || durationOf(call) < SHORTEST_SLEEP_MS) return;
    // Where nobody tells, a wait that took long has waited; nothing else is accused.
    if (this.#switches.hasGrown() ?? isWait(call.name)) this.#sleeps.add(call);
  }

  has(call: CallRecord): boolean {
    return this.#sleeps.has(call);
  }

  stop(): void {
    this.#switches.close();
  }

  #isAllowedToWait(call: CallRecord): boolean {
    if (!mayWait(call, new Map())) return false;
    if (isWait(call.name)) return true;
    const fd = numberAt(call, 0);
    const flags = this.#untapped.fcntl(fd, F_GETFL, 0);
    return flags >= 0 && (flags & O_NONBLOCK) === 0;
  }
}
// #endregion

// #region switches
/** How often this thread has gone to sleep, where there is a /proc that tells. */
class SwitchCounter {
  readonly #file: number | undefined;
  readonly #text = Buffer.alloc(4096);
  #marked = 0;

  constructor() {
    try {
      this.#file = openSync('/proc/thread-self/status', 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  mark(): void {
    this.#marked = this.#count();
  }

  /** Whether it has slept since the mark; undefined if there is no /proc. */
  hasGrown(): boolean | undefined {
    return this.#file === undefined ? undefined : this.#count() > this.#marked;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }

  #count(): number {
    if (this.#file === undefined) return 0;
    const length = readSync(this.#file, this.#text, 0, this.#text.length, 0);
    const text = this.#text.toString('latin1', 0, length);
    return Number(/^voluntary_ctxt_switches:\s*(\d+)/m.exec(text)?.[1] ?? 0);
  }
}
// #endregion
