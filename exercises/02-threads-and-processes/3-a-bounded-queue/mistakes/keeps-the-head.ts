/**
 * Keeps the place of the oldest number in the object.
 *
 * @diagnosis The head is a field of your object, and each thread has an object of its own. What one thread takes, the next one takes again. What all must know is in the shared memory.
 */
/** Where the numbers stand: who may change the queue, and how many there are. */
const LOCK = 0;
const COUNT = 1;
const SLOTS = 2;

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
  #head = 0;

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
    const end = (this.#head + count) % this.#capacity;
    Atomics.store(memory, SLOTS + end, number);
    this.#unlockWith(count + 1);
  }

  /** Takes the number at the front. Sleeps while the queue is empty. */
  take(): number {
    const memory = this.#memory;
    this.#lockUnless(0);
    const head = this.#head;
    const number = Atomics.load(memory, SLOTS + head);
    this.#head = (head + 1) % this.#capacity;
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
    while (Atomics.compareExchange(this.#memory, LOCK, FREE, TAKEN) !== FREE) {
      Atomics.wait(this.#memory, LOCK, TAKEN);
    }
  }

  #unlock(): void {
    Atomics.store(this.#memory, LOCK, FREE);
    Atomics.notify(this.#memory, LOCK, 1);
  }
}
