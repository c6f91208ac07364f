/**
 * The worker that runs one program, and is ended with it: whatever that has done to the clocks,
 * the globals or the kernel is gone with the worker.
 */
import type { SimulatedKernel } from '../../../../lib/sim/index.ts';
import { bareScope, forbidCodeFromText } from './bare-scope.ts';
import { limits } from './limits.ts';
import type { Job, Message } from './messages.ts';
import { runProgram } from './run-program.ts';
import { showValues } from './show-value.ts';
import { ExitError } from './stopped.ts';

/** What Node's programs find, and a browser does not have. */
interface Process {
  exitCode?: number;
  exit(code?: number): never;
  cpuUsage(before?: { user: number; system: number }): { user: number; system: number };
}

const clock = performance.now.bind(performance);
const tell = postMessage.bind(globalThis) as (message: Message) => void;
const later = setTimeout.bind(globalThis);

/** What a promise was rejected with, or an error outside of any, that nobody has caught. */
let uncaught: { readonly error: unknown } | undefined;

addEventListener('message', async ({ data }: MessageEvent<Job>) => {
  const process: Process = {
    cpuUsage: () => ({ user: 0, system: 0 }),
    exit(code) {
      if (code !== undefined) process.exitCode = code;
      throw new ExitError();
    },
  };
  Object.assign(globalThis, { process, Buffer: { concat } });
  forbidCodeFromText();
  bareScope(globalThis);
  tell({ kind: 'begun' });
  const ending = await runProgram(data, {
    limits,
    clock,
    tell,
    onMachine: (machine) => setClocksBy(machine, process),
    onOutput: setConsole,
    promises,
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
}

/** Whatever is logged is output; the browser's own console hears nothing. */
function setConsole(show: (text: string) => void): void {
  for (const name of ['log', 'info', 'debug', 'warn', 'error'] as const) {
    console[name] = (...values: unknown[]) => show(showValues(values));
  }
}

// What nobody has caught is told in an event of its own, which may come after a timer of 0 ms.
const SETTLED_MS = 20;

/** Promises go on before anything else does, so a moment later all of them are where they end. */
function promises(): Promise<void> {
  return new Promise((resolve, reject) => {
    later(() => {
      if (uncaught === undefined) resolve();
      else reject(uncaught.error);
    }, SETTLED_MS);
  });
}

addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  uncaught ??= { error: event.reason };
});
addEventListener('error', (event) => {
  event.preventDefault();
  uncaught ??= { error: event.error };
});

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
