/**
 * How fast the simulated machine is, how large its buffers are, and what it is made to suffer.
 */
import type { FaultRequest } from './faults.ts';

/** What a simulated machine is like; `SimulatedKernel` has a default for each of these. */
export interface SimulationOptions {
  /** How long anything takes from one end of a connection to the other, in ms. */
  readonly latencyMs: number;
  /** How many bytes each direction of a connection carries in a millisecond. */
  readonly bandwidthBytesPerMs: number;
  /** SO_SNDBUF of a new socket. */
  readonly sendBufferBytes: number;
  /** SO_RCVBUF of a new TCP socket: half of it is for bytes, as on Linux. */
  readonly receiveBufferBytes: number;
  /**
   * How much CPU time a call takes, in ms, at least 0.0001: for all calls, or by name, `other`
   * for the rest. Not zero, because a program that spins must come to the end of its time.
   */
  readonly callCostMs: number | Readonly<Record<string, number>>;
  /** How many descriptors can be open at once: RLIMIT_NOFILE of getrlimit(2). */
  readonly maxOpenFiles: number;
  /** The program is stopped with BoundError after so many calls. */
  readonly maxCalls: number;
  /** The program is stopped with BoundError after so much virtual time. */
  readonly maxVirtualMs: number;
  /** What chance begins with: the same seed, the same run. A whole number of 32 bits. */
  readonly seed: number;
  /** What shall go wrong; nothing unless asked. A name, or a name and how likely it is. */
  readonly faults: readonly FaultRequest[];
}

const defaults: SimulationOptions = {
  latencyMs: 0.05,
  bandwidthBytesPerMs: 1_000_000,
  sendBufferBytes: 2_500_000,
  receiveBufferBytes: 131_072,
  callCostMs: 0.001,
  maxOpenFiles: 1024,
  maxCalls: 50_000_000,
  maxVirtualMs: 24 * 3600 * 1000,
  seed: 1,
  faults: [],
};

/** The least that a call costs, in ms. */
export const LEAST_CALL_MS = 0.0001;

/** The options, all of them, checked. Throws RangeError with the option and its value. */
export function completeOptions(given: Partial<SimulationOptions>): SimulationOptions {
  for (const name of Object.keys(given)) {
    if (!(name in defaults)) {
      throw new RangeError(`no option of the simulation is called ${name}`);
    }
  }
  const options = { ...defaults, ...given };
  atLeast('latencyMs', options.latencyMs, 0);
  atLeast('bandwidthBytesPerMs', options.bandwidthBytesPerMs, Number.MIN_VALUE, Infinity);
  wholeAtLeast('sendBufferBytes', options.sendBufferBytes, 1);
  wholeAtLeast('receiveBufferBytes', options.receiveBufferBytes, 2);
  wholeAtLeast('maxOpenFiles', options.maxOpenFiles, 3);
  wholeAtLeast('maxCalls', options.maxCalls, 1);
  atLeast('maxVirtualMs', options.maxVirtualMs, Number.MIN_VALUE);
  if ((options.seed | 0) !== options.seed) {
    throw new RangeError(`seed is a whole number of 32 bits, not ${options.seed}`);
  }
  const { callCostMs } = options;
  const costs = typeof callCostMs === 'number' ? { callCostMs } : callCostMs;
  for (const [call, cost] of Object.entries(costs)) atLeast(call, cost, LEAST_CALL_MS);
  return options;
}

function atLeast(name: string, value: number, least: number, most = Number.MAX_VALUE) {
  if (value >= least && value <= most) return;
  const wanted = least === Number.MIN_VALUE ? 'more than 0' : `${least} or more`;
  throw new RangeError(`${name} is ${wanted}, not ${value}`);
}

function wholeAtLeast(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new RangeError(`${name} is a whole number, ${least} or more, not ${value}`);
}
