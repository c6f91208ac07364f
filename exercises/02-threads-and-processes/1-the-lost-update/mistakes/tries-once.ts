/**
 * Does not look at what compareExchange() answers.
 *
 * @diagnosis `compareExchange` writes nothing if it finds another number than you expect, and its answer is the only sign of that. Your number
 * may still be the higher one: then try again.
 */
/** Where the numbers stand in the tally. */
export const NOW = 0;
export const MOST = 1;
export const BYTES = 2;

export function clientCame(tally: Int32Array): void {
  const now = Atomics.add(tally, NOW, 1) + 1;
  const most = Atomics.load(tally, MOST);
  if (now > most) Atomics.compareExchange(tally, MOST, most, now);
}

/** A thread is done with a client, which has sent so many bytes. */
export function clientLeft(tally: Int32Array, bytes: number): void {
  Atomics.sub(tally, NOW, 1);
  Atomics.add(tally, BYTES, bytes);
}
