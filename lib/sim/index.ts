/** The second kernel: simulated, in virtual time. */
export type { Counts } from './counts.ts';
export type { FaultName, FaultRequest } from './faults.ts';
export { SimulatedKernel } from './kernel.ts';
export type { SimulationOptions } from './options.ts';
export type { PeerEnding, PeerOptions } from './peer.ts';
export {
  close,
  end,
  hold,
  pauseMs,
  readAll,
  readBytes,
  readFast,
  readSlowly,
  reset,
  type Step,
  send,
  sendByteByByte,
  stopReading,
  untilRead,
  validateScript,
} from './peer-script.ts';
export { SimulatedPeer } from './simulated-peer.ts';
export { BoundError, DeadlockError } from './waiting.ts';
