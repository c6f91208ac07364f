/**
 * Tries again, and expects the same number as before.
 *
 * @diagnosis You try again with the number that was not there the last time, and it will never be there again. `compareExchange` has
 * answered what is there now: expect that.
 */
/** Where the numbers stand in the tally. */
export const NOW = 0;
export const MOST = 1;
export const BYTES = 2;

export function clientCame(tally: Int32Array): void {
  const now = Atomics.add(tally, NOW, 1) + 1;
  const most = Atomics.load(tally, MOST);
  while (now > most && Atomics.compareExchange(tally, MOST, most, now) !== most);
}

/** A thread is done with a client, which has sent so many bytes. */
export function clientLeft(tally: Int32Array, bytes: number): void {
  Atomics.sub(tally, NOW, 1);
  Atomics.add(tally, BYTES, bytes);
}
