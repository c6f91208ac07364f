/**
 * Looks whether the lock is free, and takes it in a second access.
 *
 * @diagnosis You look at the lock, find it free, and take it in a second access. In between another
 * thread may have done the same, and now both have it. To look and to take must be one step:
 * Atomics.compareExchange().
 */
/** Where the numbers stand: who may change the queue, where its oldest number is, and how many there are. */
const LOCK = 0;
const HEAD = 1;
const COUNT = 2;
const SLOTS = 3;

const FREE = 0;
const TAKEN = 1;

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
    this.#lockUnless(this.#capacity);
    const count = Atomics.load(memory, COUNT);
    const end = (Atomics.load(memory, HEAD) + count) % this.#capacity;
    Atomics.store(memory, SLOTS + end, number);
    this.#unlockWith(count + 1);
  }

  /** Takes the number at the front. Sleeps while the queue is empty. */
  take(): number {
    const memory = this.#memory;
    this.#lockUnless(0);
    const head = Atomics.load(memory, HEAD);
    const number = Atomics.load(memory, SLOTS + head);
    Atomics.store(memory, HEAD, (head + 1) % this.#capacity);
    this.#unlockWith(Atomics.load(memory, COUNT) - 1);
    return number;
  }

  /** Has the lock when it returns, and the count is another one than this. */
  #lockUnless(count: number): void {
    this.#lock();
    while (Atomics.load(this.#memory, COUNT) === count) {
      this.#unlock();
      // If the count has changed since the lock was given back, this returns at once.
      Atomics.wait(this.#memory, COUNT, count);
      this.#lock();
    }
  }

  /** Changes the count, wakes everybody who sleeps for it, and gives the lock back. */
  #unlockWith(count: number): void {
    Atomics.store(this.#memory, COUNT, count);
    Atomics.notify(this.#memory, COUNT);
    this.#unlock();
  }

  #lock(): void {
    while (Atomics.load(this.#memory, LOCK) !== FREE) {
      Atomics.wait(this.#memory, LOCK, TAKEN);
    }
    Atomics.store(this.#memory, LOCK, TAKEN);
  }

  #unlock(): void {
    Atomics.store(this.#memory, LOCK, FREE);
    Atomics.notify(this.#memory, LOCK, 1);
  }
}
