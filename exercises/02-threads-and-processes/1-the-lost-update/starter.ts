/** Where the numbers stand in the tally. */
export const NOW = 0;
export const MOST = 1;
export const BYTES = 2;

/** A thread begins with a client. */
export function clientCame(tally: Int32Array): void {
  tally[NOW] = (tally[NOW] ?? 0) + 1;
  if ((tally[NOW] ?? 0) > (tally[MOST] ?? 0)) tally[MOST] = tally[NOW] ?? 0;
}

/** A thread is done with a client, which has sent so many bytes. */
export function clientLeft(tally: Int32Array, bytes: number): void {
  tally[NOW] = (tally[NOW] ?? 0) - 1;
  tally[BYTES] = (tally[BYTES] ?? 0) + bytes;
}
