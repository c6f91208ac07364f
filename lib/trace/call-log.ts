/**
 * Where a recorder writes: it makes the records, takes the times, copies memory.
 */
import type { Kernel } from '../sys/index.ts';
import type { CallName, CallRecord } from './call-record.ts';
import { Copier, type MemoryCopy, NO_BYTES } from './memory-copy.ts';

// #region options
/** How to record. */
export interface RecorderOptions {
  /** How much of a buffer is copied, in bytes; 32 if not given, as in strace. */
  readonly copiedBytes?: number;
  /** How many calls are kept, 1,000,000 if not given. Listeners get those beyond, too. */
  readonly limit?: number;
  /** The clock, in ms; the kernel's own if not given. On the simulated kernel that costs time. */
  readonly nowMs?: () => number;
  /** The task that runs now, where there are tasks. */
  readonly currentTask?: () => string | undefined;
  /** The line of the program that makes this call, as `client.ts:31`. */
  readonly currentLine?: (
    name: CallName,
    passed: CallRecord['arguments'],
  ) => string | undefined;
  /** Gets each record before its call is made, so also of a call that will never return. */
  readonly onStart?: (call: CallRecord) => void;
  /** Gets each record when its call has returned. */
  readonly onEnd?: (call: CallRecord) => void;
}

/** What has been recorded so far. */
export interface Trace {
  /** The calls, in their order; the last may be under way. */
  readonly calls: readonly CallRecord[];
  /** How many calls came after the last that was kept. */
  readonly dropped: number;
}
// #endregion

// #region log
const NONE_WRITTEN: readonly null[] = [];
const WORD_BYTES = 4;
// As many as any sockaddr has.
const SOCKADDR_BYTES = 128;

/** Makes the records of one kernel's calls, which do not overlap. */
export class CallLog implements Trace {
  readonly calls: CallRecord[] = [];
  readonly #nowMs: () => number;
  readonly #copier = new Copier();
  readonly #copiedBytes: number;
  readonly #limit: number;
  readonly #currentTask: RecorderOptions['currentTask'];
  readonly #currentLine: RecorderOptions['currentLine'];
  readonly #onStart: RecorderOptions['onStart'];
  readonly #onEnd: RecorderOptions['onEnd'];
  #dropped = 0;

  /** Times are `kernel`'s, unless another clock is given. Throws RangeError. */
  constructor(kernel: Kernel, options: RecorderOptions) {
    const { copiedBytes = 32, limit = 1_000_000 } = options;
    checkCount('copiedBytes', copiedBytes);
    checkCount('limit', limit);
    this.#nowMs = options.nowMs ?? (() => kernel.monotonicMs());
    this.#copiedBytes = copiedBytes;
    this.#limit = limit;
    this.#currentTask = options.currentTask;
    this.#currentLine = options.currentLine;
    this.#onStart = options.onStart;
    this.#onEnd = options.onEnd;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** Makes the record of a call that is about to be made. */
  begin(name: CallName, passed: CallRecord['arguments']): CallRecord {
    const call: CallRecord = {
      name,
      task: this.#currentTask?.(),
      line: this.#currentLine?.(name, passed),
      startMs: this.#nowMs(),
      endMs: undefined,
      arguments: passed,
      written: NONE_WRITTEN,
      result: undefined,
      repeats: 1,
      insideMs: undefined,
    };
    if (this.calls.length < this.#limit) this.calls.push(call);
    else this.#dropped += 1;
    if (this.#onStart !== undefined) {
      this.#onStart(call);
      call.startMs = this.#nowMs(); // what the listener did is not the call's time
    }
    return call;
  }

  /** Notes what the call answered, at once: what else there is to do is not the call's time. */
  returned(call: CallRecord, result: number): number {
    call.endMs = this.#nowMs();
    call.result = result;
    return result;
  }

  /** Ends the record of a call, when what it wrote has been copied. */
  done(call: CallRecord, result: number): number {
    this.#onEnd?.(call);
    return result;
  }
  // #endregion

  // #region copies
  /** A copy of the first bytes that a pointer points to. */
  copy(memory: Uint8Array | Int32Array | null, length: number): MemoryCopy | null {
    return this.#copier.copy(memory, length);
  }

  /** The beginning of `length` bytes of data. */
  bytes(buffer: Uint8Array, length: number): MemoryCopy | null {
    return this.copy(buffer, Math.min(length, this.#copiedBytes));
  }

  /** A set of descriptors. Most are empty, and an empty one needs no room. */
  fdSet(set: Uint8Array | null, size: number): MemoryCopy | null {
    if (set === null) return null;
    for (let index = 0; index < size; index++) {
      if (set[index] !== 0) return this.copy(set, size);
    }
    return NO_BYTES;
  }

  /** An address of a socket. */
  sockaddr(address: Uint8Array | null, length = 0): MemoryCopy | null {
    return this.copy(address, Math.min(length, SOCKADDR_BYTES));
  }

  /** What getsockname and getpeername write. */
  addressAndLength(address: Uint8Array, length: Int32Array): CallRecord['written'] {
    return [null, this.sockaddr(address, length[0]), this.copy(length, WORD_BYTES)];
  }
}

function checkCount(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 0) return;
  throw new RangeError(`${name} is a whole number of 0 or more, not ${value}`);
}
// #endregion
