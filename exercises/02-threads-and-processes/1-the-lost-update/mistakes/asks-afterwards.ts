/**
 * Adds one, and asks in a second access how many that makes.
 *
 * @diagnosis Between your `add` and your `load` a client may leave, and you never see how many there were when yours
 * had come. `add` answers what it has found.
 */
/** Where the numbers stand in the tally. */
export const NOW = 0;
export const MOST = 1;
export const BYTES = 2;

export function clientCame(tally: Int32Array): void {
  Atomics.add(tally, NOW, 1);
  const now = Atomics.load(tally, NOW);
  let most = Atomics.load(tally, MOST);
  while (now > most) {
    const found = Atomics.compareExchange(tally, MOST, most, now);
    if (found === most) return;
    most = found;
  }
}

/** A thread is done with a client, which has sent so many bytes. */
export function clientLeft(tally: Int32Array, bytes: number): void {
  Atomics.sub(tally, NOW, 1);
  Atomics.add(tally, BYTES, bytes);
}
