/**
 * The clocks of a process that lives in virtual time.
 */
import type { SimulatedKernel } from '../sim/index.ts';

// #region clocks
/**
 * Sets the clocks of this process by the kernel: `performance.now()` tells virtual time, and
 * `process.cpuUsage()` the processor time of the calls, for code between them costs nothing
 * there. `Date` stays with the clock on your wall.
 */
export function setClocksBy(kernel: SimulatedKernel): void {
  performance.now = () => kernel.nowMs;
  process.cpuUsage = (before) => ({
    user: 0,
    system: kernel.counts.cpuMs * 1000 - (before?.system ?? 0),
  });
}
// #endregion
