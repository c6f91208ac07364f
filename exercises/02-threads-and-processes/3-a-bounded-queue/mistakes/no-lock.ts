/**
 * Has no lock: each access is atomic, and that is all.
 *
 * @diagnosis Each access is atomic, and the whole is not. Two threads read the same count, and both write into the same slot.
 */
/** Where the numbers stand: where the oldest number is, and how many there are. */
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
    const memory = this.#memory;
    this.#sleepWhile(this.#capacity);
    const count = Atomics.load(memory, COUNT);
    const end = (Atomics.load(memory, HEAD) + count) % this.#capacity;
    Atomics.store(memory, SLOTS + end, number);
    this.#change(count + 1);
  }

  /** Takes the number at the front. Sleeps while the queue is empty. */
  take(): number {
    const memory = this.#memory;
    this.#sleepWhile(0);
    const head = Atomics.load(memory, HEAD);
    const number = Atomics.load(memory, SLOTS + head);
    Atomics.store(memory, HEAD, (head + 1) % this.#capacity);
    this.#change(Atomics.load(memory, COUNT) - 1);
    return number;
  }

  /** When it returns, the count is another one than this. */
  #sleepWhile(count: number): void {
    while (Atomics.load(this.#memory, COUNT) === count) {
      Atomics.wait(this.#memory, COUNT, count);
    }
  }

  /** Changes the count, and wakes everybody who sleeps for it. */
  #change(count: number): void {
    Atomics.store(this.#memory, COUNT, count);
    Atomics.notify(this.#memory, COUNT);
  }
}
