/**
 * Many generators, all of them stopped half-way: what each of them takes up, and what it costs
 * to resume one.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { count, print, program } from 'would-block';

// #region counter
function* counter(): Generator<number, void, void> {
  for (let steps = 0; ; steps += 1) yield steps;
}
// #endregion

// #region crowd
export function crowd({ generators }: { generators: number }): void {
  const before = heapBytes();
  const all = Array.from({ length: generators }, counter);
  for (const generator of all) generator.next();
  const bytes = (heapBytes() - before) / generators;
  print(`${generators} generators, each stopped at its yield`);
  print(`each takes ${bytes.toFixed()} bytes`);

  const started = performance.now();
  for (const generator of all) generator.next();
  const microseconds = ((performance.now() - started) / generators) * 1000;
  print(
    `to resume one and have it stop again takes ${microseconds.toFixed(2)} microseconds`,
  );
}
// #endregion

// #region heap
/** What is in use of JavaScript's memory, in bytes, after all garbage has been collected. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Stops a hundred thousand generators half-way, and weighs them.',
  settings: { generators: count(100_000, 'how many there are') },
  main: crowd,
});
// #endregion
