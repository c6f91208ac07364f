/**
 * Adds to a shared number, and lets another thread do the same at a chosen moment.
 */
import { print, program } from 'would-block';
import { interleave, type OnShared } from 'would-block/testing';

// #region add
function addPlainly(shared: Int32Array): void {
  shared[0] = (shared[0] ?? 0) + 1;
}

function addAtOnce(shared: Int32Array): void {
  Atomics.add(shared, 0, 1);
}
// #endregion

// #region between
export function between(): void {
  for (const add of [addPlainly, addAtOnce]) {
    const { accesses } = interleave(new Int32Array(1), add);
    for (let at = 1; at <= accesses; at++) {
      print(`${add.name}, the other before access ${at} of ${accesses}: ${sum(add, at)}`);
    }
  }
}

/** What 1 and 1 make, if the other thread adds before that access. */
function sum(add: OnShared, at: number): number | undefined {
  const memory = new Int32Array(1);
  interleave(memory, add, { at: [at], between: add });
  return memory[0];
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Adds 1 and 1 in shared memory, with every order of two threads.',
  settings: {},
  main: between,
});
// #endregion
