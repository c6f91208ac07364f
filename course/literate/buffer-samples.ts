/**
 * How full the buffers of a run's connections were, as the kernel said while it ran.
 *
 * The calls of two programs tell how many bytes are between them, and not in which of the two
 * buffers. So while a run is recorded, a thread of the recorder asks the kernel, some thousand times a second.
 * The programs do not know. On a system without sock_diag(7) there are no samples.
 *
 * While all processors are busy nobody looks, and that is when buffers are filled. But then the calls
 * tell: a `send()` that is refused was told that the buffer is full.
 */
import type {
  CallRecord,
  Replay,
  ReplayCall,
  TracedProgram,
} from '../../lib/trace/index.ts';
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
// As often as it is looked, if nothing is in the way.
const SOON_MS = 0.15;
// A buffer that is never fuller than that has nothing to show.
const LEAST_SHARE = 0.05;

/** Adds to a run what was seen of its buffers. `originMs` is when it began, by the samples' clock. */
export function measured(
  replay: Replay,
  programs: readonly TracedProgram[],
  samples: readonly BufferSample[],
  originMs: number,
): MeasuredReplay {
  const buffers = replay.connections.map(({ from, fromFd, to, toFd }, index) => {
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
    const seenLevels = thinned(levels, replay.durationMs);
    return seenLevels.length === 0 ? [] : withRefusals(seenLevels, replay, index);
  });
  if (buffers.every(({ length }) => length === 0)) return replay;
  return { ...replay, calls: replay.calls.map((call) => awake(call, buffers)), buffers };
}

/** A recv(2) that took long though there were bytes has not slept: it was another program's turn. */
function awake(
  call: ReplayCall,
  buffers: readonly (readonly BufferLevel[])[],
): ReplayCall {
  const { connection = -1, endMs = Infinity, name, slept, startMs, ...rest } = call;
  if (!slept || (name !== 'recv' && name !== 'read')) return call;
  const levels = buffers[connection] ?? [];
  const first = levels.findLastIndex(([atMs]) => atMs <= startMs);
  const after = levels.findIndex(([atMs]) => atMs >= endMs);
  if (first < 0 || after < 0) return call;
  const hadBytes = levels
    .slice(first, after + 1)
    .every(([, , , received]) => received > 0);
  return hadBytes ? { ...rest, connection, endMs, name, startMs } : call;
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

/** Puts between the levels what the sender's own calls were told: that it was full, and when it began to be filled. */
function withRefusals(
  levels: readonly BufferLevel[],
  { calls, connections }: Replay,
  connection: number,
): BufferLevel[] {
  const onTheWay = connections[connection]?.levels ?? [];
  const told = calls.flatMap((call): BufferLevel[] => {
    const { name, startMs, endMs = startMs, refused, slept } = call;
    const isOut = name === 'send' || name === 'write';
    if (call.connection !== connection || !isOut || startMs < 0) return [];
    const before = levels.findLast(([atMs]) => atMs <= startMs);
    if (before === undefined) return [];
    const [, sent, share, received, receivedShare] = before;
    const begun = [startMs, sent, share, received, receivedShare] as const;
    if (!refused) return slept || isSeen(levels, startMs) ? [] : [begun];
    if (isSeen(levels, endMs)) return [];
    const bytes = onTheWay.findLast(([atMs]) => atMs <= endMs)?.[1] ?? sent;
    return [[endMs, Math.max(0, bytes - received), 1000, received, receivedShare]];
  });
  return [...levels, ...told].toSorted(([one], [other]) => one - other);
}

/** Whether somebody looked around that time. */
function isSeen(levels: readonly BufferLevel[], aroundMs: number): boolean {
  return levels.some(([atMs]) => Math.abs(atMs - aroundMs) < SOON_MS);
}
