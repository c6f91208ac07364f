/** What an exercise's checks are written with: `would-block/testing`. */
export {
  type Check,
  type CheckOptions,
  check,
  checks,
  type KernelKind,
} from './checks.ts';
export { expectBytes } from './expect-bytes.ts';
export { kernelWith } from './kernel-with.ts';
export type { Peer, PeerOptions } from './peer.ts';
export type { Ending } from './peer-messages.ts';
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
export {
  type Ended,
  endPrograms,
  type ProcessState,
  type ProgramProcess,
  startProgram,
} from './program-process.ts';
export { type Question, ScriptedKernel } from './scripted-kernel.ts';
export { startPeer, stopPeers } from './start-peer.ts';
export { Wrong } from './wrong.ts';
