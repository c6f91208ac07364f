/**
 * A run as it can be played again, call by call: a timeline's lanes and buffers, and every call
 * as text, with all that a player shows of it.
 *
 * It is plain data of numbers and text, made where the calls were recorded: the layouts of
 * structs are a matter of the platform, and whoever shows this later may be on another.
 */
import { errno } from '../sys/index.ts';
import type { BufferHistory } from './buffers.ts';
import {
  bytesMoved,
  type CallName,
  type CallRecord,
  numberAt,
  type TracedProgram,
} from './call-record.ts';
import { formatEnd, formatStart } from './format-call.ts';
import type { MemoryCopy } from './memory-copy.ts';
import { condensed } from './repeats.ts';
import { fdsIn } from './show-structs.ts';
import { sleepsIn } from './sleeps.ts';
import {
  columnsOf,
  type Lane,
  type State,
  type TimelineOptions,
  taskNames,
  timelineOf,
  wakingsIn,
} from './timeline.ts';

// #region shape
/** A run, or a part of it. Times are in ms since its beginning. */
export interface Replay {
  readonly durationMs: number;
  /** The programs, and behind each its tasks. */
  readonly lanes: readonly ReplayLane[];
  readonly connections: readonly ReplayConnection[];
  /** In the order in which they began. */
  readonly calls: readonly ReplayCall[];
}

/** A program, or one of its tasks. */
export interface ReplayLane {
  readonly name: string;
  /** The lane of the program that it is, or that the task belongs to. */
  readonly program: number;
  /**
   * A sign for each piece of the time, all of one length: `#` running, `+` in a call, `.` asleep.
   * It is what took most of the piece, or `#` where sleep was broken for less.
   */
  readonly states: string;
}

/** One direction of a connection. */
export interface ReplayConnection {
  readonly from: string;
  readonly fromFd: number;
  readonly to: string;
  readonly toFd: number;
  /** When the first of the two ends was there: less than 0 if before what is shown. */
  readonly sinceMs: number;
  /** How many bytes were sent and not yet received, from a time on. */
  readonly levels: readonly (readonly [atMs: number, bytes: number])[];
}

/** One call, or a row of the same call with the same answer. */
export interface ReplayCall {
  readonly name: CallName;
  /** The program's lane. */
  readonly program: number;
  /** The task's lane, where one is known. */
  readonly task?: number;
  /** The line that made it: `chapters/01-blocking/client.ts:31`. */
  readonly line?: string;
  /** Less than 0 if it had begun before what is shown. */
  readonly startMs: number;
  /** Absent if it had not returned when the record ended. */
  readonly endMs?: number;
  /** Its text as far as it was known before it was made, and the rest. */
  readonly asked: string;
  readonly answered: string;
  /** Whether the program slept in it. */
  readonly slept?: true;
  /** Whether the kernel refused it with would-block. */
  readonly refused?: true;
  /** For how many calls it stands, if for several. */
  readonly repeats?: number;
  /** How many bytes it moved, all repetitions together, if any. */
  readonly bytes?: number;
  /** The direction of a connection that it moved them in, or wanted to. */
  readonly connection?: number;
  /** What select(2) was asked to wait for, and what was ready. */
  readonly sets?: { readonly wanted: DescriptorSets; readonly ready: DescriptorSets };
}

/** The sets of select(2). */
export interface DescriptorSets {
  readonly in: readonly number[];
  readonly out: readonly number[];
}
// #endregion

// #region replay
// As many pieces as a wide picture has pixels: nobody sees more.
const PIECES = 600;
// In pieces. Wakings closer than that, on the average, are not told apart.
const CLOSEST_WAKINGS = 5;
// A row of the same call is one step of a player, unless it lasts long: the bytes are seen to move.
const MOST_ROWS = 60;

const signs: Readonly<Record<State, string>> = {
  running: '#',
  calling: '+',
  asleep: '.',
};

/**
 * The run of programs whose times are of one clock, or the part of it that a timeline would
 * show. Throws RangeError for a part that is empty.
 */
export function replayOf(
  programs: readonly TracedProgram[],
  options: TimelineOptions = {},
): Replay {
  const { originMs, durationMs, lanes } = timelineOf(programs, options);
  const few = programs.map(({ calls, ...program }) => ({
    ...program,
    calls: condensed(calls, durationMs / MOST_ROWS),
  }));
  const { buffers } = timelineOf(few, options);
  const owners = ownersOf(few);
  const connections = new Map<CallRecord, number>();
  for (const [index, { calls }] of buffers.entries()) {
    for (const call of calls) connections.set(call, index);
  }
  const calls = owners.flatMap((owner) =>
    callsOf(owner, connections, originMs).filter(
      ({ startMs, endMs = Infinity }) => endMs >= 0 && startMs <= durationMs,
    ),
  );
  return {
    durationMs: rounded(durationMs),
    lanes: owners.flatMap(({ lane, tasks }) =>
      lanes.slice(lane, lane + 1 + tasks.size).map(({ name, spans }) => {
        return { name, program: lane, states: statesOf(spans, durationMs) };
      }),
    ),
    connections: buffers.map(({ from, fd, to, toFd, sinceMs, levels }) => ({
      from,
      fromFd: fd,
      to,
      toFd,
      sinceMs: rounded(sinceMs),
      levels: levelsAt(levels, calls),
    })),
    calls: calls.toSorted((one, other) => one.startMs - other.startMs),
  };
}

function statesOf(spans: Lane['spans'], durationMs: number): string {
  const states = columnsOf(spans, durationMs, PIECES);
  const drawn = states.map((state) => (state === undefined ? ' ' : signs[state]));
  for (const place of wakingsIn(spans, states, durationMs, CLOSEST_WAKINGS)) {
    drawn[place] = signs.running;
  }
  return drawn.join('');
}
// #endregion

// #region calls
/** A program, and where its lane and those of its tasks are. */
interface Owner {
  readonly program: TracedProgram;
  readonly lane: number;
  readonly tasks: ReadonlyMap<string, number>;
}

function ownersOf(programs: readonly TracedProgram[]): Owner[] {
  let next = 0;
  return programs.map((program) => {
    const lane = next;
    const names = taskNames(program);
    next += 1 + names.length;
    const tasks = new Map(names.map((name, index) => [name, lane + 1 + index]));
    return { program, lane, tasks };
  });
}

function callsOf(
  { program, lane, tasks }: Owner,
  connections: ReadonlyMap<CallRecord, number>,
  originMs: number,
): ReplayCall[] {
  const sleeps = sleepsIn(program.calls);
  return program.calls.map((call) => {
    const task = tasks.get(call.task ?? '');
    const connection = connections.get(call);
    return {
      name: call.name,
      program: lane,
      ...(task !== undefined && { task }),
      ...(call.line !== undefined && { line: call.line }),
      startMs: rounded(call.startMs - originMs),
      ...(call.endMs !== undefined && { endMs: rounded(call.endMs - originMs) }),
      asked: formatStart({ ...call, task: undefined }),
      answered: formatEnd(call),
      ...(sleeps.has(call) && { slept: true as const }),
      ...(call.result === -errno.EAGAIN && { refused: true as const }),
      ...(call.repeats > 1 && { repeats: call.repeats }),
      ...(bytesMoved(call) > 0 && { bytes: bytesMoved(call) }),
      ...(connection !== undefined && { connection }),
      ...(call.name === 'select' && { sets: setsOf(call) }),
    };
  });
}

/** The levels at the times at which calls began or ended: a player stops at no others. */
function levelsAt(
  levels: BufferHistory['levels'],
  calls: readonly ReplayCall[],
): ReplayConnection['levels'] {
  const stops = new Set(
    calls.flatMap(({ startMs, endMs = startMs }) => [startMs, endMs]),
  );
  const seen: [atMs: number, bytes: number][] = [];
  let next = 0;
  for (const stopMs of [...stops].toSorted((one, other) => one - other)) {
    while (rounded(levels[next]?.atMs ?? Infinity) <= stopMs) next += 1;
    const bytes = Math.round(levels[next - 1]?.bytes ?? 0);
    if (bytes !== (seen.at(-1)?.[1] ?? 0)) seen.push([Math.max(0, stopMs), bytes]);
  }
  return seen;
}

function setsOf(call: CallRecord): NonNullable<ReplayCall['sets']> {
  const nfds = numberAt(call, 0);
  const members = (set: number | MemoryCopy | null | undefined) =>
    set && typeof set === 'object' ? fdsIn(set, nfds) : [];
  const [, readable, writable] = call.arguments;
  const [, nowReadable, nowWritable] = call.written;
  return {
    wanted: { in: members(readable), out: members(writable) },
    ready: { in: members(nowReadable), out: members(nowWritable) },
  };
}

/** To the microsecond. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
// #endregion
