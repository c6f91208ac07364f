/**
 * What is known of the two buffers of each direction of a connection, at each moment.
 *
 * How many bytes are on the way is computed from the calls of both sides. In which of the two
 * buffers they are, the sender's or the receiver's, no call says. Where the recorder has asked the
 * kernel meanwhile, that is shown. And calls tell something: `send()` is refused, or sleeps, when the
 * sender's buffer is full; `recv()` when the receiver's is empty.
 */
import type {
  BufferLevel,
  MeasuredReplay,
} from '../../../course/literate/buffer-samples.ts';
import type { Replay } from '../../../lib/trace/index.ts';
import type { Moment } from './moments.ts';

/** What is known of one buffer, and from what. */
export interface BufferHint {
  readonly says: 'full' | 'has room' | 'empty' | 'has bytes';
  readonly because: string;
  readonly atMs: number;
}

/** What the kernel said of a buffer. */
export interface BufferFill {
  readonly bytes: number;
  /** Of the memory that the buffer may take, 1 for all of it; a little more is possible. */
  readonly share: number;
}

const EMPTY: BufferFill = { bytes: 0, share: 0 };

/** One direction of a connection. */
export interface DirectionState {
  /** Whether there is a connection yet. */
  readonly exists: boolean;
  /** Sent and not yet received. */
  readonly bytes: number;
  readonly sender: BufferHint | undefined;
  readonly receiver: BufferHint | undefined;
  /** Where the kernel was asked. */
  readonly fills:
    | { readonly sender: BufferFill; readonly receiver: BufferFill }
    | undefined;
}

/** The directions before the first moment. */
export function emptyDirections(run: Replay): DirectionState[] {
  return run.connections.map(() => ({
    exists: false,
    bytes: 0,
    sender: undefined,
    receiver: undefined,
    fills: undefined,
  }));
}

/** The directions after a moment. */
export function directionsAfter(
  before: readonly DirectionState[],
  run: MeasuredReplay,
  moment: Moment,
): DirectionState[] {
  return before.map((direction, place) => ({
    ...hintsAfter(direction, run, place, moment),
    exists: (run.connections[place]?.sinceMs ?? 0) <= moment.atMs,
    bytes: bytesAt(run, place, moment.atMs),
    fills: fillsOf(run, place, moment.atMs),
  }));
}

/** The last level that was reached by then. */
function bytesAt(run: Replay, place: number, atMs: number): number {
  const levels = run.connections[place]?.levels ?? [];
  return levels[countUntil(levels, atMs) - 1]?.[1] ?? 0;
}

/** How many of the levels were reached by then. There may be as many as there are moments, or more. */
function countUntil(levels: readonly (readonly [number, ...number[]])[], atMs: number) {
  let [least, most] = [0, levels.length];
  while (least < most) {
    const middle = (least + most) >> 1;
    if ((levels[middle]?.[0] ?? Infinity) <= atMs) least = middle + 1;
    else most = middle;
  }
  return least;
}

/** What has been emptied after the last look of the recorder is empty. */
function fillsOf(run: MeasuredReplay, place: number, atMs: number) {
  const levels = run.buffers?.[place] ?? [];
  const isOver =
    atMs > (levels.at(-1)?.[0] ?? Infinity) && bytesAt(run, place, atMs) === 0;
  return isOver ? { sender: EMPTY, receiver: EMPTY } : fillsAt(levels, atMs);
}

/** Between two looks of the recorder a buffer is taken to change evenly. */
function fillsAt(levels: readonly BufferLevel[], atMs: number): DirectionState['fills'] {
  const next = countUntil(levels, atMs);
  const after = levels[next] ?? levels.at(-1);
  const before = levels[next - 1] ?? after;
  if (before === undefined || after === undefined) return undefined;
  const spanMs = after[0] - before[0];
  const part = spanMs > 0 ? (atMs - before[0]) / spanMs : 0;
  const between = (place: 1 | 2 | 3 | 4) =>
    before[place] + (after[place] - before[place]) * part;
  return {
    sender: { bytes: Math.round(between(1)), share: between(2) / 1000 },
    receiver: { bytes: Math.round(between(3)), share: between(4) / 1000 },
  };
}

/** What the moment tells of the two buffers of a direction, and what was known before. */
function hintsAfter(
  before: DirectionState,
  run: Replay,
  place: number,
  { kind, call, atMs }: Moment,
): DirectionState {
  const connection = run.connections[place];
  if (connection === undefined) return before;
  const { name, program, sets } = call;
  if (sets !== undefined && kind !== 'sleep') {
    const caller = run.lanes[program]?.name;
    const because = 'select() answered so';
    const isWritable =
      caller === connection.from && sets.ready.out.includes(connection.fromFd);
    const isReadable =
      caller === connection.to && sets.ready.in.includes(connection.toFd);
    return {
      ...before,
      ...(isWritable && { sender: { says: 'has room', because, atMs } }),
      ...(isReadable && { receiver: { says: 'has bytes', because, atMs } }),
    };
  }
  if (call.connection !== place) return before;
  const isOut = name === 'send' || name === 'write';
  if (kind === 'sleep' || call.refused) {
    const because = `${name}() ${kind === 'sleep' ? 'sleeps' : 'was refused'}`;
    return isOut
      ? { ...before, sender: { says: 'full', because, atMs } }
      : { ...before, receiver: { says: 'empty', because, atMs } };
  }
  // Bytes have moved, and what is left nobody was told.
  return isOut ? { ...before, sender: undefined } : { ...before, receiver: undefined };
}
