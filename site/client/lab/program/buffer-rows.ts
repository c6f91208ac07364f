/** What the simulated kernel says of the buffers of connections, on its way from the worker to the player. */

/** A connection: who connected, and who was there, each by the program's descriptor, if it has one. */
export interface SeenConnection {
  /** The end that connected, then the other; undefined is nobody of the program's. */
  readonly ends: readonly [number | undefined, number | undefined];
  readonly sinceMs: number;
}

/**
 * From a time on, what lay in the two buffers of a direction. Direction 2n leads from the first end of
 * connection n to the other, direction 2n + 1 back. Shares are of what the buffer may hold.
 */
export type BufferRow = readonly [
  direction: number,
  atMs: number,
  sentBytes: number,
  sentShare: number,
  receivedBytes: number,
  receivedShare: number,
];

/** All of it; the rows of each direction are in the order of time. */
export interface SeenBuffers {
  readonly connections: readonly SeenConnection[];
  readonly rows: readonly BufferRow[];
}
