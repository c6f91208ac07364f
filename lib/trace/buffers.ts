/**
 * How many bytes were on their way between two programs, told from the records of both.
 *
 * What one side has sent and the other has not received is in the kernel, in one of the two
 * buffers. A record does not say which sockets belong together, but it says who listened on
 * which port and who connected to it, and accept(2) hands out connections in the order in which
 * they were made. Where that is not enough (a record without getsockname(2), a Unix socket) there
 * is nothing to tell.
 */
import { errno } from '../sys/index.ts';
import {
  bytesMoved,
  type CallRecord,
  directionOf,
  lastSeenMs,
  numberAt,
  type TracedProgram,
} from './call-record.ts';
import { bytesIn } from './memory-copy.ts';
import { portIn } from './show-sockaddr.ts';
import { sleepsIn } from './sleeps.ts';

// #region ends
/** One direction of a connection, and how many bytes were in it. */
export interface BufferHistory {
  /** The names of the programs. */
  readonly from: string;
  readonly to: string;
  /** The sender's descriptor. */
  readonly fd: number;
  /** The receiver's. */
  readonly toFd: number;
  /** When the first of the two ends was there. */
  readonly sinceMs: number;
  /** The calls that put bytes into it and took them out, or were refused that. */
  readonly calls: readonly CallRecord[];
  /** How many bytes there were from a time on, in the order of times. */
  readonly levels: readonly { readonly atMs: number; readonly bytes: number }[];
}

/** One program's end of a connection. */
interface End {
  readonly program: TracedProgram;
  readonly fd: number;
  readonly sinceMs: number;
  /** When it was closed, and when it was told that the other end is gone. */
  closedMs: number;
  resetMs: number;
  /** Its calls that send or receive, those that were refused too. */
  readonly moves: CallRecord[];
}

/** The histories of all directions, of all connections that can be told, in which bytes went. */
export function bufferHistories(programs: readonly TracedProgram[]): BufferHistory[] {
  const accepted = new Map<number, End[]>();
  const connected: { port: number; end: End }[] = [];
  const sleeps = new Set<CallRecord>();
  for (const program of programs) {
    for (const call of sleepsIn(program.calls)) sleeps.add(call);
    follow(program, accepted, connected);
  }
  connected.sort((one, other) => one.end.sinceMs - other.end.sinceMs);
  return connected.flatMap(({ port, end }) => {
    const other = accepted.get(port)?.shift();
    if (other === undefined) return [];
    return [history(end, other, sleeps), history(other, end, sleeps)].filter(
      ({ levels }) => levels.length > 0,
    );
  });
}
// #endregion

// #region follow
/** Goes through a record and collects its ends of connections. */
function follow(
  program: TracedProgram,
  accepted: Map<number, End[]>,
  connected: { port: number; end: End }[],
): void {
  const listeningOn = new Map<number, number>();
  const ends = new Map<number, End>();
  for (const call of program.calls) {
    const { name, result = -1 } = call;
    const fd = numberAt(call, 0);
    const began = (descriptor: number): End => {
      const sinceMs = name === 'accept4' ? lastSeenMs(call) : call.startMs;
      const [closedMs, resetMs] = [Infinity, Infinity];
      const end = { program, fd: descriptor, sinceMs, closedMs, resetMs, moves: [] };
      ends.set(descriptor, end);
      return end;
    };
    if (name === 'bind' || name === 'connect' || name === 'getsockname') {
      const sockaddr = name === 'getsockname' ? call.written[1] : call.arguments[1];
      const port =
        sockaddr && typeof sockaddr === 'object' ? portIn(bytesIn(sockaddr)) : undefined;
      const isMade = result >= 0 || result === -errno.EINPROGRESS;
      if (port === undefined || port === 0 || !isMade) continue;
      if (name === 'connect') connected.push({ port, end: began(fd) });
      else listeningOn.set(fd, port);
    } else if (name === 'accept4' && result >= 0) {
      const port = listeningOn.get(fd);
      if (port === undefined) continue;
      const queue = accepted.get(port) ?? [];
      accepted.set(port, [...queue, began(result)]);
    } else if (name === 'close') {
      const end = ends.get(fd);
      if (end !== undefined) end.closedMs = call.startMs;
      ends.delete(fd);
      listeningOn.delete(fd);
    } else if (directionOf(name) !== undefined) {
      const end = ends.get(fd);
      end?.moves.push(call);
      const isReset = result === -errno.ECONNRESET || result === -errno.EPIPE;
      if (end !== undefined && isReset)
        end.resetMs = Math.min(end.resetMs, lastSeenMs(call));
    }
  }
}
// #endregion

// #region steps
/** Bytes that were there from a time on, or gone. */
interface Step {
  readonly atMs: number;
  readonly bytes: number;
  /** When the sender fell asleep over them. */
  readonly asleepSinceMs: number | undefined;
}

// Repeated calls moved their bytes all along, in as many steps; so many of those are enough.
const MOST_STEPS = 8;

/**
 * The bytes between two ends. A send(2) that slept gave its bytes to the kernel bit by bit, and
 * nobody saw when; but it slept because the buffer was full, and when it returned the last of
 * its bytes had found room. So for as long as it slept the buffer is taken to be as full as then.
 * When the receiver closes, or a connection is reset, what was on the way is thrown away.
 */
function history(from: End, to: End, sleeps: Set<CallRecord>): BufferHistory {
  const sends = from.moves.filter(({ name }) => directionOf(name) === 'out');
  const receives = to.moves.filter(({ name }) => directionOf(name) === 'in');
  const steps = [...stepsOf(sends, 1, sleeps), ...stepsOf(receives, -1, sleeps)];
  steps.sort((one, other) => one.atMs - other.atMs);
  const levels: { atMs: number; bytes: number }[] = [];
  const goneMs = Math.min(to.closedMs, to.resetMs, from.resetMs);
  let bytes = 0;
  for (const step of steps.filter(({ atMs }) => atMs <= goneMs)) {
    bytes += step.bytes;
    // A reader may be seen to have received before its writer is seen to have sent.
    const level = Math.max(0, bytes);
    if (step.asleepSinceMs !== undefined) {
      while ((levels.at(-1)?.atMs ?? -1) > step.asleepSinceMs) levels.pop();
      levels.push({ atMs: step.asleepSinceMs, bytes: level });
    }
    levels.push({ atMs: step.atMs, bytes: level });
  }
  if ((levels.at(-1)?.bytes ?? 0) > 0 && goneMs < Infinity) {
    levels.push({ atMs: goneMs, bytes: 0 });
  }
  return {
    from: from.program.name,
    to: to.program.name,
    fd: from.fd,
    toFd: to.fd,
    sinceMs: Math.min(from.sinceMs, to.sinceMs),
    calls: [...sends, ...receives],
    levels,
  };
}

/** What calls added, `sign` 1, or took away, -1. */
function stepsOf(
  calls: readonly CallRecord[],
  sign: 1 | -1,
  sleeps: Set<CallRecord>,
): Step[] {
  return calls.flatMap((call) => {
    if (bytesMoved(call) === 0) return [];
    const { startMs, endMs = startMs, repeats } = call;
    const slept = sign === 1 && sleeps.has(call);
    const count = Math.min(repeats, MOST_STEPS);
    return Array.from({ length: count }, (_, index) => ({
      atMs: endMs - ((endMs - startMs) / count) * (count - 1 - index),
      bytes: (sign * bytesMoved(call)) / count,
      asleepSinceMs: slept ? startMs : undefined,
    }));
  });
}
// #endregion
