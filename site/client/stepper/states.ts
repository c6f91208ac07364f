/**
 * What is known at each moment of a run: who runs and who sleeps, what is on the way, what each
 * buffer is known to be.
 *
 * The number of bytes on the way is computed from the calls of both sides. In which of the two
 * buffers they are, the sender's or the receiver's, no call says. But calls tell something of
 * each: `send()` is refused, or sleeps, when the sender's is full; `recv()` when the receiver's is
 * empty. That is what is shown, with the time at which it was told.
 */
import type { Replay, ReplayCall } from '../../../lib/trace/index.ts';
import { type Moment, momentsOf } from './moments.ts';

/** What a program or a task does. */
export interface LaneState {
  /** A task waits while another runs; a program is absent before it begins and after its end. */
  readonly state: 'running' | 'asleep' | 'waiting' | 'absent';
  /** The call that it sleeps in, if that is among those shown. */
  readonly sleepsIn: ReplayCall | undefined;
  /** How many of its calls have been refused with would-block so far. */
  readonly refused: number;
}

/** What is known of one buffer, and from what. */
export interface BufferHint {
  readonly says: 'full' | 'has room' | 'empty' | 'has bytes';
  readonly because: string;
  readonly atMs: number;
}

/** One direction of a connection. */
interface DirectionState {
  /** Sent and not yet received. */
  readonly bytes: number;
  readonly sender: BufferHint | undefined;
  readonly receiver: BufferHint | undefined;
}

/** All that is known at one moment. */
export interface RunState {
  readonly moment: Moment;
  readonly lanes: readonly LaneState[];
  readonly directions: readonly DirectionState[];
  /** The last select(2) of the program whose moment it is, if it has made one. */
  readonly select: Moment | undefined;
}

/** The states of a run, one for each of its moments. */
export function statesOf(run: Replay): RunState[] {
  const moments = momentsOf(run);
  const lastOf = new Map(moments.map((moment, index) => [moment.call.program, index]));
  const seen = new Set<number>();
  const selects = new Map<number, Moment>();
  let lanes: LaneState[] = run.lanes.map(() => ({
    state: 'absent',
    sleepsIn: undefined,
    refused: 0,
  }));
  let directions: DirectionState[] = run.connections.map(() => ({
    bytes: 0,
    sender: undefined,
    receiver: undefined,
  }));
  return moments.map((moment, index) => {
    const { call, atMs } = moment;
    seen.add(call.program).add(call.task ?? call.program);
    lanes = lanes.map((lane, place) => {
      const program = run.lanes[place]?.program ?? place;
      if (program === call.program && seen.has(place)) {
        return laneAfter(lane, place, moment);
      }
      // Between its calls it does what it did; before them and after, only its strip tells.
      const isBetween = seen.has(place) && index <= (lastOf.get(program) ?? -1);
      if (isBetween || lane.sleepsIn !== undefined) return lane;
      return { ...lane, state: stripState(run, place, atMs) };
    });
    directions = directions.map((direction, place) => ({
      ...hintsAfter(direction, run, place, moment),
      bytes: bytesAt(run, place, atMs),
    }));
    if (call.name === 'select') selects.set(call.program, moment);
    return { moment, lanes, directions, select: selects.get(call.program) };
  });
}

/** The state of a lane of the program whose moment it is. */
function laneAfter(lane: LaneState, place: number, { kind, call }: Moment): LaneState {
  const isProgram = place === call.program;
  const isOurs = isProgram || place === call.task;
  const refusals = kind !== 'sleep' && call.refused ? (call.repeats ?? 1) : 0;
  const refused = lane.refused + (isOurs ? refusals : 0);
  if (kind === 'sleep' && isProgram) return { state: 'asleep', sleepsIn: call, refused };
  if (isOurs && kind !== 'sleep') {
    return { state: 'running', sleepsIn: undefined, refused };
  }
  return { state: 'waiting', sleepsIn: undefined, refused };
}

/** What the strip of a lane shows at a time. */
function stripState(run: Replay, place: number, atMs: number): LaneState['state'] {
  const { states = '', program = place } = run.lanes[place] ?? {};
  const piece = Math.floor((atMs / run.durationMs) * states.length);
  const sign = states.charAt(Math.min(states.length - 1, piece));
  if (sign === '#' || sign === '+') return 'running';
  if (sign === '.') return program === place ? 'asleep' : 'waiting';
  return 'absent';
}

/** The last level that was reached by then. */
function bytesAt(run: Replay, place: number, atMs: number): number {
  const levels = run.connections[place]?.levels ?? [];
  return levels.findLast(([sinceMs]) => sinceMs <= atMs)?.[1] ?? 0;
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
    const names = run.lanes[program]?.name;
    const because = 'select() answered so';
    const isWritable =
      names === connection.from && sets.ready.out.includes(connection.fromFd);
    const isReadable = names === connection.to && sets.ready.in.includes(connection.toFd);
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
