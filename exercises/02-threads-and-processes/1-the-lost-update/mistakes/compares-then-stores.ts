/**
 * Compares with the most, and then stores: two accesses.
 *
 * @diagnosis You compare with `MOST`, and write it in a second access. In between another thread may have written a higher one. Say what you
 * expect to find there, with `compareExchange`.
 */
/** Where the numbers stand in the tally. */
export const NOW = 0;
export const MOST = 1;
export const BYTES = 2;

export function clientCame(tally: Int32Array): void {
  const now = Atomics.add(tally, NOW, 1) + 1;
  if (now > Atomics.load(tally, MOST)) Atomics.store(tally, MOST, now);
}

/** A thread is done with a client, which has sent so many bytes. */
export function clientLeft(tally: Int32Array, bytes: number): void {
  Atomics.sub(tally, NOW, 1);
  Atomics.add(tally, BYTES, bytes);
}
