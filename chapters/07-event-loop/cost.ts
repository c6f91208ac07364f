/**
 * What a piece of work costs: time, time on the processor, and calls of select().
 */
import { currentKernel, print, runOn } from 'would-block';
import { kernelWith } from 'would-block/testing';

// #region cost
export interface Cost {
  /** From beginning to end. */
  readonly wallMs: number;
  /** On the processor, in the program and in the kernel. */
  readonly cpuMs: number;
  readonly selects: number;
}

/** Does the work on a kernel that counts the calls of select(), and is otherwise the current one. */
export function costOf(work: () => void): Cost {
  const kernel = currentKernel();
  let selects = 0;
  const counting = kernelWith(kernel, {
    select(...sets) {
      selects += 1;
      return kernel.select(...sets);
    },
  });
  const started = kernel.monotonicMs();
  const before = process.cpuUsage();
  runOn(counting, work);
  const { user, system } = process.cpuUsage(before);
  const wallMs = kernel.monotonicMs() - started;
  return { wallMs, cpuMs: (user + system) / 1000, selects };
}
// #endregion

// #region print
export function printCost({ wallMs, cpuMs, selects }: Cost): void {
  print(`${wallMs.toFixed()} ms, of which ${cpuMs.toFixed()} ms on the processor`);
  print(`select() was called ${selects} times`);
}
// #endregion
