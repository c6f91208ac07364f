/**
 * The line that a server prints when clients may come. Whoever has started it waits for this, and
 * learns its port: `listening on 127.0.0.1:1234`.
 */

/** Matches the line, in text of many; its group is the port. */
export const READY_LINE = /listening on .*:(\d+)$/m;
