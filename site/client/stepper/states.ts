/** What is known at each moment of a run: who runs and who sleeps, what is on the way, and what was waited for. */
import type { MeasuredReplay } from '../../../course/literate/buffer-samples.ts';
import type { Replay, ReplayCall } from '../../../lib/trace/index.ts';
import {
  type DirectionState,
  directionsAfter,
  emptyDirections,
} from './buffer-states.ts';
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

/** All that is known at one moment. */
export interface RunState {
  readonly moment: Moment;
  readonly lanes: readonly LaneState[];
  readonly directions: readonly DirectionState[];
  /** The last select(2) of each program, by its lane, that had descriptors to wait for. */
  readonly selects: ReadonlyMap<number, Moment>;
  /** When the program whose moment it is makes its next call; undefined behind its last. */
  readonly nextMs: number | undefined;
}

/** The states of a run, one for each of its moments. */
export function statesOf(run: MeasuredReplay): RunState[] {
  const moments = momentsOf(run);
  const lastOf = new Map(moments.map((moment, index) => [moment.call.program, index]));
  const seen = new Set<number>();
  const followers = nextCalls(moments);
  let selects: ReadonlyMap<number, Moment> = new Map();
  let lanes: LaneState[] = run.lanes.map(() => ({
    state: 'absent',
    sleepsIn: undefined,
    refused: 0,
  }));
  let directions: readonly DirectionState[] = emptyDirections(run);
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
    directions = directionsAfter(directions, run, moment);
    if (waitsForDescriptors(call)) selects = new Map(selects).set(call.program, moment);
    return { moment, lanes, directions, selects, nextMs: followers[index] };
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

/** Whether it is a select(2) that waits for more than its time limit. */
export function waitsForDescriptors({ sets }: ReplayCall): boolean {
  return sets !== undefined && sets.wanted.in.length + sets.wanted.out.length > 0;
}

/** For each moment, when its program makes the next call. */
function nextCalls(moments: readonly Moment[]): (number | undefined)[] {
  const starts = new Map<number, number>();
  return moments
    .toReversed()
    .map(({ call }) => {
      const nextMs = starts.get(call.program);
      starts.set(call.program, call.startMs);
      return nextMs;
    })
    .toReversed();
}
