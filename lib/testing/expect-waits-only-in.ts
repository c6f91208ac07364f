/**
 * Finds the program that sleeps where it must not: outside the one call that waits for all.
 */
import { type CallName, numberAt } from '../trace/index.ts';
import { isWait } from './call-kinds.ts';
import type { Observation } from './observe.ts';
import { traceLines } from './trace-lines.ts';
import { Wrong } from './wrong.ts';

// #region waits
/**
 * Throws if the code slept in a call other than these; without names, if it slept at all. On the
 * simulated kernel no sleep escapes. On the real one a call counts if its descriptor may wait and
 * this thread did go to sleep in it, which only Linux tells.
 * @throws {Wrong} with the trace.
 */
export function expectWaitsOnlyIn(
  { calls, slept }: Observation,
  ...allowed: readonly CallName[]
): void {
  const index = calls.findIndex((call) => slept(call) && !allowed.includes(call.name));
  const call = calls[index];
  if (call === undefined) return;
  const on = isWait(call.name) ? '' : ` on descriptor ${numberAt(call, 0)}`;
  const outside = allowed.length === 0 ? '' : `, outside ${inWords(allowed)}`;
  const question = isWait(call.name)
    ? 'Who is there to wake it?'
    : 'Nobody else is served meanwhile. What must the socket be told, so that the call answers at once?';
  throw new Wrong(`Your code slept in ${call.name}()${on}${outside}. ${question}`, {
    trace: traceLines(calls.slice(0, index + 1), slept),
  });
}

function inWords(names: readonly CallName[]): string {
  return names.map((name) => `${name}()`).join(' and ');
}
// #endregion
