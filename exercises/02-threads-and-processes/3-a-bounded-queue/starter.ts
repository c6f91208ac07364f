/** Where the numbers stand: where the oldest number of the queue is, and how many there are. */
const HEAD = 0;
const COUNT = 1;
const SLOTS = 2;

/** A queue of numbers, in memory that several threads share. It holds so many, and who wants more has to wait. */
export class BoundedQueue {
  /** How many numbers of memory a queue of this capacity needs. All of them are 0 at first. */
  static lengthFor(capacity: number): number {
    return SLOTS + capacity;
  }

  readonly #memory: Int32Array;
  readonly #capacity: number;

  /** Each thread makes a queue of its own, on the same memory. */
  constructor(memory: Int32Array) {
    this.#memory = memory;
    this.#capacity = memory.length - SLOTS;
  }

  /** Adds a number at the end. Sleeps while the queue is full. */
  put(number: number): void {
    const count = Atomics.load(this.#memory, COUNT);
    const end = (Atomics.load(this.#memory, HEAD) + count) % this.#capacity;
    Atomics.store(this.#memory, SLOTS + end, number);
    Atomics.store(this.#memory, COUNT, count + 1);
  }

  /** Takes the number at the front. Sleeps while the queue is empty. */
  take(): number {
    const head = Atomics.load(this.#memory, HEAD);
    const number = Atomics.load(this.#memory, SLOTS + head);
    Atomics.store(this.#memory, HEAD, (head + 1) % this.#capacity);
    Atomics.store(this.#memory, COUNT, Atomics.load(this.#memory, COUNT) - 1);
    return number;
  }
}
