/**
 * The judge's connections to its runner: the events that it tells, the order that it is given, and
 * its watchdog.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { currentKernel, F_DUPFD, F_SETFD, FD_CLOEXEC } from '../../lib/sys/index.ts';
import { unsupported } from '../../lib/sys/platform.ts';
import {
  CONTROL_DESCRIPTOR,
  EVENTS_DESCRIPTOR,
  type JudgeEvent,
  STACK_QUESTION,
} from './judge-events.ts';
import type { JudgeOrder } from './judge-job.ts';

// The judge's own, whatever kernel is current later.
const kernel = currentKernel();

/** Where the descriptors are moved to: high, but where a process may have them by default. */
const highDescriptor = 900;

const STANDARD_INPUT = 0;

let events = EVENTS_DESCRIPTOR;
let control = CONTROL_DESCRIPTOR;

/** Moves both descriptors out of the way of the answer's. */
export function moveOut(): void {
  if (unsupported !== undefined) return; // there is no kernel here to ask for it
  events = moved(events);
  control = moved(control);
}

/** The new number, which no child of the answer inherits; where that cannot be, the old one. */
function moved(descriptor: number): number {
  const high = kernel.fcntl(descriptor, F_DUPFD, highDescriptor);
  if (high < 0) return descriptor;
  kernel.fcntl(high, F_SETFD, FD_CLOEXEC);
  // Something harmless in its place, or Node would soon have something vital there.
  kernel.close(descriptor);
  kernel.fcntl(STANDARD_INPUT, F_DUPFD, descriptor);
  return high;
}

/** Tells the runner, at once. */
export function tell(event: JudgeEvent): void {
  writeSync(events, `${JSON.stringify(event)}\n`);
}

/**
 * Starts the thread that says where this one is, and ends the process when the runner is gone.
 * The same thread hears of the order; until that has come it keeps the process alive.
 */
export async function startWatchdog(): Promise<JudgeOrder> {
  const file = new URL('./judge-watchdog.js', import.meta.url);
  const workerData = { descriptor: control, stackQuestion: STACK_QUESTION };
  const watchdog = new Worker(file, { execArgv: [], workerData });
  const [line] = await once(watchdog, 'message');
  watchdog.unref();
  return JSON.parse(String(line)) as JudgeOrder;
}
