/**
 * What the checks hold an answer of `yield`, and its time, against.
 */
import { type ScriptedKernel, Wrong } from 'would-block/testing';
import type { Ready, Task } from './starter.ts';

export type Answer = typeof import('./starter.ts');

/** Runs tasks on the kernel. An error in one of them is the check's. */
export function runOnKernel(
  { run }: Answer,
  kernel: ScriptedKernel,
  ...tasks: Task[]
): void {
  kernel.run(() =>
    run(new Set(tasks), (error) => {
      throw error;
    }),
  );
}

export function inWords(ready: Ready | undefined): string {
  return ready === undefined
    ? 'undefined'
    : `readable ${ready.readable}, writable ${ready.writable}`;
}

/** Throws unless `yield` answered what it should. */
export function expectReady(
  happened: string,
  ready: Ready | undefined,
  expected: string,
): void {
  if (inWords(ready) === expected) return;
  throw new Wrong(
    `${happened}, and yield answered: ${inWords(ready)}; not: ${expected}.`,
  );
}

/** Throws unless an answer still says what it said when it was given. */
export function expectKept(ready: Ready, told: string): void {
  if (inWords(ready) === told) return;
  throw new Wrong(
    `yield answered a task: ${told}. The task kept the answer. When it had waited for something else, the same ` +
      `answer said: ${inWords(ready)}. Who else writes into it?`,
  );
}

export function expectTime(
  kernel: ScriptedKernel,
  expectedMs: number,
  what: string,
): void {
  if (kernel.nowMs === expectedMs) return;
  throw new Wrong(`${what} after ${kernel.nowMs} ms, not after ${expectedMs} ms.`);
}
