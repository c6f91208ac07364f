/**
 * How full the buffers of a run's connections were, as the kernel said while it ran.
 *
 * The calls of two programs tell how many bytes are between them, and not in which of the two
 * buffers. So while a run is recorded, a thread of the recorder asks the kernel, some thousand times a second.
 * The programs do not know. On a system without sock_diag(7) there are no samples.
 */
import type { CallRecord, Replay, TracedProgram } from '../../lib/trace/index.ts';
import { bytesIn } from '../../lib/trace/memory-copy.ts';
import { portIn } from '../../lib/trace/show-sockaddr.ts';
import type { SocketBuffers } from './socket-diagnosis.ts';

/** What was seen of one connection at one time. */
export interface BufferSample {
  /** In ms, by CLOCK_MONOTONIC. */
  readonly atMs: number;
  /** The port that was connected to. */
  readonly port: number;
  /** The port of who connected. */
  readonly from: number;
  readonly client: SocketBuffers;
  readonly server: SocketBuffers;
}

/** What lay in the sender's buffer and in the receiver's: bytes, and thousandths of the memory. */
export type BufferLevel = readonly [
  atMs: number,
  sentBytes: number,
  sentShare: number,
  receivedBytes: number,
  receivedShare: number,
];

/** A run with the buffers of its connections, as far as they were seen. */
export interface MeasuredReplay extends Replay {
  /** For each connection of the run what was seen, in the order of time; nothing if it was not. */
  readonly buffers?: readonly (readonly BufferLevel[])[];
}

// As many as a wide picture has pixels, and again.
const MOST_LEVELS = 1200;
// A buffer that is never fuller than that has nothing to show.
const LEAST_SHARE = 0.05;

/** Adds to a run what was seen of its buffers. `originMs` is when it began, by the samples' clock. */
export function measured(
  replay: Replay,
  programs: readonly TracedProgram[],
  samples: readonly BufferSample[],
  originMs: number,
): MeasuredReplay {
  const buffers = replay.connections.map(({ from, fromFd, to, toFd }) => {
    const asked = connectedTo(programs, from, fromFd);
    const port = asked ?? connectedTo(programs, to, toFd);
    const seen = samples.filter((sample) => sample.port === port);
    // Two connections to one port cannot be told apart by their programs' records.
    if (new Set(seen.map((sample) => sample.from)).size !== 1) return [];
    const levels = seen.map(({ atMs, client, server }): BufferLevel => {
      const [sender, receiver] =
        asked === undefined ? [server, client] : [client, server];
      return [
        Math.round((atMs - originMs) * 1000) / 1000,
        sender.sending.bytes,
        Math.round(sender.sending.share * 1000),
        receiver.receiving.bytes,
        Math.round(receiver.receiving.share * 1000),
      ];
    });
    return thinned(levels, replay.durationMs);
  });
  return buffers.some(({ length }) => length > 0) ? { ...replay, buffers } : replay;
}

/** The port that a program has connected a descriptor to. */
function connectedTo(programs: readonly TracedProgram[], name: string, fd: number) {
  const program = programs.find((each) => each.name === name);
  const isIt = (call: CallRecord) => call.name === 'connect' && call.arguments[0] === fd;
  const sockaddr = program?.calls.find(isIt)?.arguments[1];
  if (!sockaddr || typeof sockaddr !== 'object') return undefined;
  return portIn(bytesIn(sockaddr));
}

/** The levels within a run and next to it, no more than can be seen; none if all were low. */
function thinned(levels: readonly BufferLevel[], durationMs: number): BufferLevel[] {
  const stepMs = durationMs / MOST_LEVELS;
  const kept: BufferLevel[] = [];
  for (const level of levels) {
    const [atMs] = level;
    if (atMs < 0) kept[0] = level;
    else if (atMs - (kept.at(-1)?.[0] ?? -Infinity) >= stepMs) kept.push(level);
    if (atMs > durationMs) break;
  }
  const isSeen = kept.some(([, , sent, , received]) =>
    [sent, received].some((share) => share > 1000 * LEAST_SHARE),
  );
  return isSeen ? kept : [];
}
