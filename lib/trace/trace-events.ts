/**
 * Records in the Trace Event Format, which https://ui.perfetto.dev and chrome://tracing open.
 *
 * One process for each program, in it one thread for each task; a slice for each call, and for
 * each step of a task, in which its calls lie; and a counter for the bytes on their way over each connection. The format's times are microseconds.
 * A call that never returned is a slice that begins and does not end.
 */
import { errnoName } from '../sys/index.ts';
import { bufferHistories } from './buffers.ts';
import { bytesMoved, type CallRecord, type TracedProgram } from './call-record.ts';
import { formatCall } from './format-call.ts';
import { sleepsIn } from './sleeps.ts';

// #region event
/** An event of the format: the phases `X` complete, `B` begin, `C` counter, `M` metadata. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: 'X' | 'B' | 'C' | 'M';
  readonly pid: number;
  readonly tid: number;
  /** µs; of metadata it means nothing, and readers want it all the same. */
  readonly ts: number;
  /** µs. */
  readonly dur?: number;
  readonly cat?: string;
  readonly args: Readonly<Record<string, string | number>>;
}

/** The format's "JSON object": `JSON.stringify` of it is a file. */
export interface TraceFile {
  readonly traceEvents: TraceEvent[];
  readonly displayTimeUnit: 'ms';
}
// #endregion

// #region export
/** The export of one program or of several, whose times must be of one clock. */
export function toTraceEvents(programs: readonly TracedProgram[]): TraceFile {
  const starts = programs.flatMap(({ calls, steps = [] }) =>
    [...calls.slice(0, 1), ...steps.slice(0, 1)].map(({ startMs }) => startMs),
  );
  const originMs = Math.min(...starts);
  const traceEvents = programs.flatMap((program, index) =>
    programEvents(program, index + 1, originMs),
  );
  for (const { from, to, fd, levels } of bufferHistories(programs)) {
    const pid = programs.findIndex(({ name }) => name === from) + 1;
    const name = `bytes on the way to ${to} (descriptor ${fd})`;
    for (const { atMs, bytes } of levels) {
      const ts = microseconds(atMs - originMs);
      traceEvents.push({ name, ph: 'C', pid, tid: 0, ts, args: { bytes } });
    }
  }
  return { traceEvents, displayTimeUnit: 'ms' };
}
// #endregion

// #region program
function programEvents(
  { name, calls, steps = [] }: TracedProgram,
  pid: number,
  originMs: number,
): TraceEvent[] {
  const events: TraceEvent[] = [
    { name: 'process_name', ph: 'M', pid, tid: 0, ts: 0, args: { name } },
    {
      name: 'process_sort_index',
      ph: 'M',
      pid,
      tid: 0,
      ts: 0,
      args: { sort_index: pid },
    },
  ];
  const threads = new Map<string | undefined, number>();
  const threadOf = (task: string | undefined): number => {
    const known = threads.get(task);
    if (known !== undefined) return known;
    const tid = threads.size + 1;
    threads.set(task, tid);
    const args = { name: task ?? name };
    events.push({ name: 'thread_name', ph: 'M', pid, tid, ts: 0, args });
    return tid;
  };
  for (const step of steps) {
    const tid = threadOf(step.task);
    const slice = { ts: step.startMs - originMs, end: step.endMs - originMs };
    events.push({
      name: 'step',
      cat: 'running',
      ph: 'X',
      pid,
      tid,
      ...lasting(slice),
      args: {},
    });
  }
  const sleeps = sleepsIn(calls);
  for (const call of calls) {
    const tid = threadOf(call.task);
    events.push(callEvent(call, { pid, tid, originMs, isAsleep: sleeps.has(call) }));
  }
  return events;
}
// #endregion

// #region call
/** A slice's `ts` and `dur` in µs, from its ends in ms. */
function lasting({ ts, end }: { ts: number; end: number }): { ts: number; dur: number } {
  const start = microseconds(ts);
  // The end is rounded, not the length: otherwise a call could end after the next begins.
  const dur = Math.max(0, Math.round((microseconds(end) - start) * 1000) / 1000);
  return { ts: start, dur };
}

function callEvent(
  call: CallRecord,
  at: { pid: number; tid: number; originMs: number; isAsleep: boolean },
): TraceEvent {
  const { name, startMs, endMs, result, repeats } = call;
  const common = {
    name,
    cat: at.isAsleep ? 'asleep' : 'running',
    pid: at.pid,
    tid: at.tid,
    ts: microseconds(startMs - at.originMs),
  };
  const line = formatCall(call);
  if (endMs === undefined || result === undefined) {
    return { ...common, ph: 'B', args: { call: line } };
  }
  const args: Record<string, string | number> = { call: line, result };
  if (result < 0) args.error = errnoName(-result);
  if (bytesMoved(call) > 0) args.bytes = bytesMoved(call);
  if (repeats > 1) args.repeats = repeats;
  const slice = { ts: startMs - at.originMs, end: endMs - at.originMs };
  return { ...common, ph: 'X', ...lasting(slice), args };
}

/** To the nanosecond: more digits would only make the file longer. */
function microseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1_000_000) / 1000;
}
// #endregion
