/**
 * What a timeline shows: for each program and each of its tasks a lane, in which time is spent
 * running, in calls, or asleep; and how full the buffers between programs were.
 *
 * This is the picture before it is drawn. A lane is cut into columns of equal time; of all that
 * happened in a column it keeps what took most of it, and which kinds of calls were made. So the
 * size of a picture depends on its width, not on how long the record is.
 */
import { errno } from '../sys/index.ts';
import { type BufferHistory, bufferHistories } from './buffers.ts';
import {
  bytesMoved,
  type CallName,
  type CallRecord,
  durationOf,
  isForOutput,
  lastSeenMs,
  type TracedProgram,
} from './call-record.ts';
import { sleepsIn } from './sleeps.ts';
import type { TaskStep } from './tasks.ts';

// #region shape
/** What a program does: it computes, is in a call that does not wait, or sleeps in one that does. */
export type State = 'running' | 'calling' | 'asleep';

/** A stretch of time in one state. Times are in ms since the timeline's beginning. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
  readonly state: State;
  /** The call, unless it is running. */
  readonly call: CallName | undefined;
}

/** Where bytes moved, or a call was refused with would-block; or a row of the same, again and again. */
export interface Mark {
  /** When it happened; of a row, the last time. */
  readonly atMs: number;
  /** When a row began; of one call the same as `atMs`. */
  readonly sinceMs: number;
  /** How many calls there were. */
  readonly count: number;
  readonly kind: 'moved' | 'refused';
}

/** One program, one task of a program, or whoever else takes part: a peer by its script. */
export interface Lane {
  readonly name: string;
  readonly spans: readonly Span[];
  readonly marks: readonly Mark[];
}

/** A whole timeline. */
export interface Timeline {
  /** When it begins, on the programs' clock. */
  readonly originMs: number;
  readonly durationMs: number;
  readonly lanes: readonly Lane[];
  readonly buffers: readonly BufferHistory[];
}
// #endregion

// #region cut
/** Which part of a record to show, in ms since its first call. */
export interface TimelineOptions {
  readonly fromMs?: number;
  readonly untilMs?: number;
}

/**
 * The timeline of programs whose times are of one clock. It begins with the first call, unless
 * `fromMs` says later. Throws RangeError for a part that is empty.
 */
export function timelineOf(
  programs: readonly TracedProgram[],
  { fromMs = 0, untilMs = Infinity }: TimelineOptions = {},
): Timeline {
  if (!(fromMs >= 0 && untilMs > fromMs)) {
    throw new RangeError(`there is nothing from ${fromMs} ms until ${untilMs} ms`);
  }
  const calls = programs.flatMap((program) => program.calls);
  const firstMs = calls.reduce((least, call) => Math.min(least, call.startMs), Infinity);
  const lastMs = calls.reduce((most, call) => Math.max(most, lastSeenMs(call)), firstMs);
  if (calls.length === 0) {
    return { originMs: 0, durationMs: 0, lanes: [], buffers: [] };
  }
  const originMs = firstMs + fromMs;
  const durationMs = Math.max(0, Math.min(lastMs - firstMs, untilMs) - fromMs);
  return {
    originMs,
    durationMs,
    lanes: programs
      .flatMap((program) => lanesOf(program, originMs, lastMs))
      .map(({ name, spans, marks }) => ({
        name,
        spans: spans
          .map((span) => ({
            ...span,
            startMs: Math.max(0, span.startMs),
            endMs: Math.min(durationMs, span.endMs),
          }))
          .filter((span) => span.startMs < span.endMs),
        marks: marks
          .filter(({ atMs }) => atMs >= 0 && atMs <= durationMs)
          .map((mark) => ({ ...mark, sinceMs: Math.max(0, mark.sinceMs) })),
      })),
    buffers: bufferHistories(programs).map((history) => ({
      ...history,
      sinceMs: history.sinceMs - originMs,
      levels: levelsFrom(history.levels, originMs).filter(
        ({ atMs }) => atMs <= durationMs,
      ),
    })),
  };
}

/** The levels in time since an origin; of those before it the last, which still held then. */
function levelsFrom(levels: BufferHistory['levels'], originMs: number) {
  const first = levels.findLastIndex(({ atMs }) => atMs <= originMs);
  return levels
    .slice(Math.max(0, first))
    .map(({ atMs, bytes }) => ({ atMs: Math.max(0, atMs - originMs), bytes }));
}
// #endregion

// #region lanes
function lanesOf(program: TracedProgram, originMs: number, endMs: number): Lane[] {
  const { name, calls, steps = [] } = program;
  return [
    {
      name,
      spans: programSpans(calls, originMs, endMs),
      marks: marksOf(calls, originMs),
    },
    ...taskNames(program).map((task) => ({
      name: task,
      spans: steps.some((step) => step.task === task)
        ? stepSpans(steps, task, originMs)
        : taskSpans(calls, task, originMs),
      marks: marksOf(
        calls.filter((call) => call.task === task),
        originMs,
      ),
    })),
  ];
}

/** The names of a program's tasks, in the order of their lanes. */
export function taskNames({ calls, steps = [] }: TracedProgram): string[] {
  return [...new Set([...steps, ...calls].flatMap(({ task }) => task ?? []))];
}
// #endregion

// #region program-spans
/** Between its calls a program runs. One that never returned lasts to the end. */
function programSpans(
  calls: readonly CallRecord[],
  originMs: number,
  endMs: number,
): Span[] {
  const sleeps = sleepsIn(calls);
  const spans: Span[] = [];
  for (const call of calls) {
    const startMs = call.startMs - originMs;
    const before = spans.at(-1)?.endMs ?? startMs;
    if (startMs > before) {
      spans.push({ startMs: before, endMs: startMs, state: 'running', call: undefined });
    }
    const end = (call.endMs ?? endMs) - originMs;
    const isInside = call.repeats === 1 || durationOf(call) * 2 > end - startMs;
    const inside = sleeps.has(call) ? 'asleep' : 'calling';
    const state = isInside ? inside : 'running';
    spans.push({ startMs, endMs: end, state, call: isInside ? call.name : undefined });
  }
  return spans;
}
// #endregion

// #region task-spans
/** A task runs in its steps. In between it waits. */
function stepSpans(steps: readonly TaskStep[], task: string, originMs: number): Span[] {
  const spans: Span[] = [];
  for (const step of steps) {
    if (step.task !== task) continue;
    const startMs = step.startMs - originMs;
    const last = spans.at(-1);
    if (last !== undefined) {
      const gap = { startMs: last.endMs, endMs: startMs, call: undefined };
      spans.push({ ...gap, state: 'asleep' });
    }
    const endMs = step.endMs - originMs;
    spans.push({ startMs, endMs, state: 'running', call: undefined });
  }
  return spans;
}

/** Where only its calls are known, a task runs while the calls, one after the other, are its own. In between it waits. */
function taskSpans(calls: readonly CallRecord[], task: string, originMs: number): Span[] {
  const spans: Span[] = [];
  let isOurs = false;
  for (const call of calls) {
    const startMs = call.startMs - originMs;
    const endMs = lastSeenMs(call) - originMs;
    const last = spans.at(-1);
    if (call.task !== task) {
      isOurs = false;
    } else if (isOurs && last !== undefined) {
      spans[spans.length - 1] = { ...last, endMs };
    } else {
      if (last !== undefined) {
        const gap = { startMs: last.endMs, endMs: startMs, call: undefined };
        spans.push({ ...gap, state: 'asleep' });
      }
      spans.push({ startMs, endMs, state: 'running', call: undefined });
      isOurs = true;
    }
  }
  return spans;
}
// #endregion

// #region marks
function marksOf(calls: readonly CallRecord[], originMs: number): Mark[] {
  return calls.flatMap((call): Mark[] => {
    if (isForOutput(call)) return []; // its text is seen elsewhere, and nobody waits for it
    const atMs = lastSeenMs(call) - originMs;
    const sinceMs = call.repeats === 1 ? atMs : call.startMs - originMs;
    const mark = { atMs, sinceMs, count: call.repeats };
    if (bytesMoved(call) > 0) return [{ ...mark, kind: 'moved' }];
    return call.result === -errno.EAGAIN ? [{ ...mark, kind: 'refused' }] : [];
  });
}
// #endregion

// #region columns
/** What stands in one column of a lane: undefined before its beginning and after its end. */
export function columnsOf(
  spans: readonly Span[],
  durationMs: number,
  count: number,
): (State | undefined)[] {
  const columnMs = durationMs / count;
  const shares = Array.from({ length: count }, () => ({
    asleep: 0,
    calling: 0,
    running: 0,
  }));
  for (const { startMs, endMs, state } of spans) {
    const first = columnAt(startMs, durationMs, count);
    const last = columnAt(endMs, durationMs, count);
    for (let column = first; column <= last; column++) {
      const share = shares[column];
      const from = Math.max(startMs, column * columnMs);
      const to = Math.min(endMs, (column + 1) * columnMs);
      if (share !== undefined) share[state] += Math.max(0, to - from);
    }
  }
  return shares.map(({ asleep, calling, running }) => {
    if (asleep + calling + running < columnMs / 2) return undefined;
    if (asleep >= calling && asleep >= running) return 'asleep';
    return calling >= running ? 'calling' : 'running';
  });
}

/**
 * The columns that show a lane asleep although it woke there, and went back to sleep. None if
 * they are closer than `closest` columns on the average: nobody could tell them apart.
 */
export function wakingsIn(
  spans: readonly Span[],
  states: readonly (State | undefined)[],
  durationMs: number,
  closest: number,
): number[] {
  const ends = spans.filter(
    ({ state, endMs }) => state === 'asleep' && endMs < durationMs,
  );
  if (ends.length * closest > states.length) return [];
  const places = new Set(
    ends.map(({ endMs }) => columnAt(endMs, durationMs, states.length)),
  );
  return [...places].filter((place) => states[place] === 'asleep');
}

/** The column that a time falls into; the end falls into the last. */
export function columnAt(atMs: number, durationMs: number, count: number): number {
  if (durationMs === 0) return 0;
  return Math.min(count - 1, Math.max(0, Math.floor((atMs / durationMs) * count)));
}
// #endregion
