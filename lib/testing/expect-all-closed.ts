/**
 * Finds the descriptors that a program leaves open.
 */
import type { Socket } from '../net/index.ts';
import { type CallRecord, numberAt } from '../trace/index.ts';
import { openedBy } from './call-kinds.ts';
import type { Observation } from './observe.ts';
import { traceLines } from './trace-lines.ts';
import { Wrong } from './wrong.ts';

// #region closed
/**
 * Throws if the code left a descriptor open that it has opened itself, or one of the sockets that
 * it was handed in order to close them.
 * @throws {Wrong} that says which, with the calls that had to do with the first of them.
 */
export function expectAllClosed(
  { calls }: Observation,
  ...handedOver: readonly Socket[]
): void {
  const open = new Map<number, string>();
  for (const socket of handedOver) {
    if (socket.fileno() >= 0) open.set(socket.fileno(), 'which it was given');
  }
  for (const call of calls) {
    if (call.name === 'close') open.delete(numberAt(call, 0));
    for (const fd of openedBy(call)) open.set(fd, `which ${call.name}() opened`);
  }
  const [first] = open;
  if (first === undefined) return;
  const [fd, origin] = first;
  const others = open.size === 1 ? '' : `, and ${open.size - 1} more`;
  throw new Wrong(
    `Your code left descriptor ${fd} open, ${origin}${others}. Who closes it, whichever way the ` +
      'conversation ends?',
    { trace: traceLines(calls.filter((call) => concerns(call, fd))) },
  );
}

function concerns(call: CallRecord, fd: number): boolean {
  return call.arguments[0] === fd || openedBy(call).includes(fd);
}
// #endregion
