/**
 * The worker that runs one program, and is ended with it: whatever that has done to the clocks,
 * the globals or the kernel is gone with the worker.
 */
import type { SimulatedKernel } from '../../../../lib/sim/index.ts';
import { limits } from './limits.ts';
import type { Job, Message } from './messages.ts';
import { runProgram } from './run-program.ts';

/** What Node's programs find, and a browser does not have. */
interface Process {
  exitCode?: number;
  cpuUsage(before?: { user: number; system: number }): { user: number; system: number };
}

const clock = performance.now.bind(performance);
const tell = (message: Message) => postMessage(message);

addEventListener('message', async ({ data }: MessageEvent<Job>) => {
  const process: Process = { cpuUsage: () => ({ user: 0, system: 0 }) };
  Object.assign(globalThis, { process, Buffer: { concat } });
  const ending = await runProgram(data, {
    limits,
    clock,
    tell,
    onMachine: (machine) => setClocksBy(machine, process),
    exitCode: () => process.exitCode ?? 0,
  });
  tell({ kind: 'ended', ending });
});

/** As `lib/program/virtual-clocks.ts` does for a process of Node. */
function setClocksBy(kernel: SimulatedKernel, process: Process): void {
  performance.now = () => kernel.nowMs;
  process.cpuUsage = (before) => ({
    user: 0,
    system: kernel.counts.cpuMs * 1000 - (before?.system ?? 0),
  });
  const { log } = console;
  console.log = (...values: unknown[]) => {
    tell({ kind: 'output', text: values.map(String).join(' '), atMs: kernel.nowMs });
    log(...values);
  };
}

/** As `Buffer.concat` of Node. */
function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
