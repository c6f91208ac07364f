/** Ports as people type them. */
import { UsageError } from './usage-error.ts';

/** Reads what was given as `--port`; 0 means any. @throws {UsageError} for what is no port. */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port takes a whole number from 0 to 65535, not ${text}.`);
}
