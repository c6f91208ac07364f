/**
 * Records the calls that are made of a kernel from now on, by whomever.
 *
 * A socket keeps the kernel that it was made on, so a recorder beside that kernel would miss the
 * calls of every socket that is older than itself. This one takes the place of the kernel's own
 * calls for a while. The kernel stays the same object, of the same class: peers play on it as
 * before, and nobody has to be told.
 */
import { SimulatedKernel } from '../sim/index.ts';
import type { Kernel } from '../sys/index.ts';
import {
  type CallName,
  callNames,
  type RecorderOptions,
  recordCalls,
  type Trace,
} from '../trace/index.ts';

// #region tap
/** A kernel that is being watched. */
export interface Tap {
  readonly trace: Trace;
  /** The kernel's own calls, for who wants to ask it something without being recorded. */
  readonly untapped: Kernel;
  /** Gives the kernel its own calls back. Of several taps the last one goes first. */
  stop(): void;
}

/** Begins to record. `options` as for `recordCalls()`. */
export function tapCalls(kernel: Kernel, options: RecorderOptions = {}): Tap {
  const untapped = callsOf(kernel);
  const { kernel: recording, trace } = recordCalls(untapped, options);
  const before = callNames.map((name) => Object.getOwnPropertyDescriptor(kernel, name));
  for (const name of callNames) put(kernel, name, recording[name]);
  return {
    trace,
    untapped,
    stop() {
      for (const [index, name] of callNames.entries()) {
        const own = before[index];
        if (own === undefined) Reflect.deleteProperty(kernel, name);
        else put(kernel, name, own.value);
      }
    },
  };
}

/** The calls as they are now, each bound to its kernel, and a clock that costs nothing. */
function callsOf(kernel: Kernel): Kernel {
  const calls = callNames.map((name) => [name, kernel[name].bind(kernel)]);
  const monotonicMs =
    kernel instanceof SimulatedKernel ? () => kernel.nowMs : () => kernel.monotonicMs();
  return { ...Object.fromEntries(calls), monotonicMs };
}

function put(kernel: Kernel, name: CallName, call: unknown): void {
  Reflect.set(kernel, name, call);
}
// #endregion
