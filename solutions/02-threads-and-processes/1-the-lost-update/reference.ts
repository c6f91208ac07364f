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

/** A thread is done with a client, which has sent so many bytes. */
export function clientLeft(tally: Int32Array, bytes: number): void {
  Atomics.sub(tally, NOW, 1);
  Atomics.add(tally, BYTES, bytes);
}
