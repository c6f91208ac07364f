/**
 * The same call with the same answer, again and again, as one record.
 *
 * A program that spins is refused a million times; one that reads a kibibyte at a time reads a
 * hundred thousand times. A trace that says so line by line hides what happened before and
 * after. So of a row of such calls the first is passed on as it is, and the others as one record
 * that counts them. It starts with the first of them: that a call is under way is never hidden.
 */
import { type CallRecord, directionOf, durationOf } from './call-record.ts';
import { bytesIn, type MemoryCopy } from './memory-copy.ts';

// #region filter
/** Where the calls go on to. */
export interface CallListener {
  /** Gets each record before its call. */
  onStart(call: CallRecord): void;
  /** Gets each record when its call has returned. Of repeated calls it is another object. */
  onEnd(call: CallRecord): void;
}

/** Passes calls on, and rows of the same call as one record whose `repeats` counts them. */
export class RepeatFilter implements CallListener {
  readonly #next: CallListener;
  readonly #longestMs: number;
  #last: CallRecord | undefined;
  // The row that is being counted, and whether the call under way may belong to it.
  #row: CallRecord | undefined;
  #mayContinue = false;

  /** A row that goes on is passed on every `longestMs`, and a new one begun. */
  constructor(next: CallListener, longestMs = Infinity) {
    this.#next = next;
    this.#longestMs = longestMs;
  }

  onStart(call: CallRecord): void {
    this.#mayContinue = this.#last !== undefined && isSameRequest(this.#last, call);
    if (this.#row !== undefined && this.#mayContinue) return;
    this.flush();
    this.#next.onStart(call);
  }

  onEnd(call: CallRecord): void {
    const isRepetition =
      this.#mayContinue && this.#last !== undefined && isSameAnswer(this.#last, call);
    this.#last = call;
    if (isRepetition) {
      this.#count(call);
      return;
    }
    if (this.#row !== undefined) {
      this.flush();
      this.#next.onStart(call); // taken for one of the row until now
    }
    this.#next.onEnd(call);
  }

  /** Passes on the row that is being counted. To be called at the end. */
  flush(): void {
    const row = this.#row;
    this.#row = undefined;
    if (row !== undefined) this.#next.onEnd(row);
  }

  #count(call: CallRecord): void {
    const row = this.#row ?? { ...call, repeats: 0, insideMs: 0 };
    row.repeats += call.repeats;
    row.insideMs = (row.insideMs ?? 0) + durationOf(call);
    row.endMs = call.endMs;
    this.#row = row;
    if ((call.endMs ?? 0) - row.startMs >= this.#longestMs) this.flush();
  }
}
// #endregion

// #region condensed
/** The calls, with rows of the same call as one record, or as several, each of `longestMs`. */
export function condensed(
  calls: readonly CallRecord[],
  longestMs = Infinity,
): CallRecord[] {
  const kept: CallRecord[] = [];
  const next = { onStart: () => {}, onEnd: (call: CallRecord) => kept.push(call) };
  const filter = new RepeatFilter(next, longestMs);
  for (const call of calls) {
    filter.onStart(call);
    if (call.result !== undefined) {
      filter.onEnd(call);
    } else {
      filter.flush(); // one that never returned is no repetition, whatever it asked for
      kept.push(call);
    }
  }
  filter.flush();
  return kept;
}
// #endregion

// #region same
function isSameRequest(one: CallRecord, other: CallRecord): boolean {
  return (
    one.name === other.name &&
    one.task === other.task &&
    one.line === other.line &&
    one.arguments.every((value, place) => isSame(value, other.arguments[place]))
  );
}

/** Whether the answers are the same; of received bytes, their number is. */
function isSameAnswer(one: CallRecord, other: CallRecord): boolean {
  if (one.result !== other.result) return false;
  if (directionOf(one.name) !== undefined) return true;
  return one.written.every((copy, place) => isSame(copy, other.written[place]));
}

function isSame(
  one: number | MemoryCopy | null,
  other: number | MemoryCopy | null | undefined,
): boolean {
  if (one === null || typeof one === 'number' || !other || typeof other === 'number') {
    return one === other;
  }
  if (one.length !== other.length) return false;
  const otherBytes = bytesIn(other);
  return bytesIn(one).every((byte, index) => byte === otherBytes[index]);
}
// #endregion
