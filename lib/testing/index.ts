/** What an exercise's checks are written with: `would-block/testing`. */
export {
  type Check,
  type CheckOptions,
  check,
  checks,
  type KernelKind,
} from './checks.ts';
export { expectAllClosed } from './expect-all-closed.ts';
export { expectAsksAgain, type Talk } from './expect-asks-again.ts';
export { expectBytes } from './expect-bytes.ts';
export { expectFairTurns, type TurnOptions } from './expect-fair-turns.ts';
export { expectNoSpinning, type SpinningOptions } from './expect-no-spinning.ts';
export { expectServedFairly, type Fairness } from './expect-served-fairly.ts';
export { expectWaitsOnlyIn } from './expect-waits-only-in.ts';
export {
  type Interleaved,
  interleave,
  type OnShared,
  type Others,
} from './interleave.ts';
export { kernelWith, takeThrownWrong } from './kernel-with.ts';
export { type Observation, observe } from './observe.ts';
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
export { someBytes } from './some-bytes.ts';
export { startPeer, stopPeers } from './start-peer.ts';
export { type Tap, tapCalls } from './tap-calls.ts';
export { traceLines } from './trace-lines.ts';
export { Wrong, type WrongOptions } from './wrong.ts';
