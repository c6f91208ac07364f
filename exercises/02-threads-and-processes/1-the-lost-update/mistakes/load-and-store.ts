/**
 * Replaces each access by an atomic one, and leaves two of them where one is needed.
 *
 * @diagnosis Each of your accesses is atomic, and the two together are not: between `load` and `store` another thread
 * changes the number, and you write over it. There is a function that does both.
 */
/** Where the numbers stand in the tally. */
export const NOW = 0;
export const MOST = 1;
export const BYTES = 2;

export function clientCame(tally: Int32Array): void {
  const now = Atomics.load(tally, NOW) + 1;
  Atomics.store(tally, NOW, now);
  if (now > Atomics.load(tally, MOST)) Atomics.store(tally, MOST, now);
}

export function clientLeft(tally: Int32Array, bytes: number): void {
  Atomics.store(tally, NOW, Atomics.load(tally, NOW) - 1);
  Atomics.store(tally, BYTES, Atomics.load(tally, BYTES) + bytes);
}
