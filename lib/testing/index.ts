/** What an exercise's checks are written with: `would-block/testing`. */
export { type Check, check, checks } from './checks.ts';
export { expectBytes } from './expect-bytes.ts';
export { Peer, type PeerOptions, startPeer, stopPeers } from './peer.ts';
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
export { Wrong } from './wrong.ts';
