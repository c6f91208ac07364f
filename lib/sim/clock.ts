/**
 * Virtual time: a clock that moves only when the simulation says so, and what will happen when.
 *
 * Everything that happens later is an event: a time and a function. Whoever waits lets the clock
 * go on to the next event, so an hour passes in no time, and the same program sees the same
 * instants on every machine. Events of one instant happen in the order in which they were
 * planned: without that rule two runs could differ.
 */

// #region clock
interface Event {
  readonly timeMs: number;
  readonly sequence: number;
  readonly happen: () => void;
}

export class Clock {
  #nowMs = 0;
  #planned = 0;
  /** A binary heap: each event is earlier than the two behind it, at 2n + 1 and 2n + 2. */
  readonly #heap: Event[] = [];

  /** The time, in ms since the kernel was made. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** When the next event happens, in ms; Infinity if nothing is planned. */
  get nextMs(): number {
    return this.#heap[0]?.timeMs ?? Infinity;
  }

  /** Plans an event so many ms from now. Throws RangeError for what is no time to come. */
  after(delayMs: number, happen: () => void): void {
    if (!(delayMs >= 0 && delayMs < Infinity)) {
      throw new RangeError(`an event is 0 ms or more ahead, not ${delayMs}`);
    }
    this.#planned += 1;
    this.#push({ timeMs: this.#nowMs + delayMs, sequence: this.#planned, happen });
  }

  /** Lets all events up to that time happen, and leaves the clock there. Throws RangeError. */
  advanceTo(timeMs: number): void {
    if (!(timeMs >= this.#nowMs && timeMs < Infinity)) {
      throw new RangeError(`the clock goes on from ${this.#nowMs} ms, not to ${timeMs}`);
    }
    while (this.nextMs <= timeMs) this.next();
    this.#nowMs = timeMs;
  }

  /** Goes on to the next event and lets it happen. Answers false if nothing is planned. */
  next(): boolean {
    const event = this.#pop();
    if (event === undefined) return false;
    this.#nowMs = event.timeMs;
    event.happen();
    return true;
  }
  // #endregion

  // #region heap
  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = heap[above] as Event;
      if (!isEarlier(event, other)) break;
      heap[at] = other;
      at = above;
    }
    heap[at] = event;
  }

  #pop(): Event | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      const right = heap[below + 1];
      if (right !== undefined && isEarlier(right, heap[below] as Event)) below += 1;
      const other = heap[below];
      if (other === undefined || !isEarlier(other, last)) break;
      heap[at] = other;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}

function isEarlier(one: Event, other: Event): boolean {
  return one.timeMs === other.timeMs
    ? one.sequence < other.sequence
    : one.timeMs < other.timeMs;
}
// #endregion
