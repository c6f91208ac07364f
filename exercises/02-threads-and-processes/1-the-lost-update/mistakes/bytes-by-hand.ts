/**
 * Mends the number of clients, and not that of the bytes.
 *
 * @diagnosis The bytes are still read and written in two accesses. A sum that many threads add to is the commonest of all lost
 * updates.
 */
/** Where the numbers stand in the tally. */
export const NOW = 0;
export const MOST = 1;
export const BYTES = 2;

/** A thread begins with a client. */
export function clientCame(tally: Int32Array): void {
  const now = Atomics.add(tally, NOW, 1) + 1;
  let most = Atomics.load(tally, MOST);
  while (now > most) {
    const found = Atomics.compareExchange(tally, MOST, most, now);
    if (found === most) return;
    most = found;
  }
}

export function clientLeft(tally: Int32Array, bytes: number): void {
  Atomics.sub(tally, NOW, 1);
  tally[BYTES] = (tally[BYTES] ?? 0) + bytes;
}
