/**
 * Finds the program that listens to one connection for as long as that has something to say, and
 * does not ask meanwhile who else is there.
 */
import { bytesMoved, numberAt } from '../trace/index.ts';
import { isWait } from './call-kinds.ts';
import type { Observation } from './observe.ts';
import { traceLines } from './trace-lines.ts';
import { Wrong } from './wrong.ts';

// #region again
/** How much one connection may say. */
export interface Talk {
  /** The most bytes that may be received from it before the next select(), poll(), … */
  readonly mostBytes: number;
}

/**
 * Throws if the code received more than so many bytes from one connection with no wait between.
 * @throws {Wrong} with the trace.
 */
export function expectAsksAgain({ calls }: Observation, { mostBytes }: Talk): void {
  const received = new Map<number, number>();
  for (const [index, call] of calls.entries()) {
    if (isWait(call.name)) received.clear();
    if (call.name !== 'recv' && call.name !== 'read') continue;
    const fd = numberAt(call, 0);
    const bytes = (received.get(fd) ?? 0) + bytesMoved(call);
    received.set(fd, bytes);
    if (bytes <= mostBytes) continue;
    throw new Wrong(
      `Your code received ${bytes.toLocaleString('en')} bytes on descriptor ${fd}, and did not ask meanwhile ` +
        'whether anybody else is ready. How much may one connection have before it is the next one’s turn?',
      { trace: traceLines(calls.slice(0, index + 1)) },
    );
  }
}
// #endregion
