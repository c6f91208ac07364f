/**
 * A record in numbers, in the manner of `strace -c`: which calls, how often, with what success,
 * how many bytes each; and how long the program slept.
 */
import {
  bytesMoved,
  type CallName,
  type CallRecord,
  durationOf,
  lastSeenMs,
} from './call-record.ts';
import { sleepsIn } from './sleeps.ts';

// #region numbers
/** All calls of one kind. */
export interface CallSummary {
  readonly name: CallName;
  readonly count: number;
  /** How many answered with an error, would-block among them. */
  readonly errors: number;
  readonly bytes: number;
  /** Inside these calls, asleep or not. */
  readonly durationMs: number;
}

/** A program's calls in numbers. */
export interface Summary {
  /** By kind, those first in which most time was spent. */
  readonly calls: readonly CallSummary[];
  /** From the first call to the end of the last. */
  readonly durationMs: number;
  /** Inside calls that waited: the thread slept. */
  readonly asleepMs: number;
  /** The rest: in the program's own code, and in calls that did not wait. */
  readonly runningMs: number;
}
// #endregion

// #region summarise
/** Adds up a record. A call that never returned lasted until `stoppedMs`, where that is known. */
export function summarise(calls: readonly CallRecord[], stoppedMs = 0): Summary {
  const byName = new Map<
    CallName,
    { -readonly [Key in keyof CallSummary]: CallSummary[Key] }
  >();
  const sleeps = sleepsIn(calls);
  let asleepMs = 0;
  let endMs = 0;
  for (const call of calls) {
    const { name, repeats, result = 0 } = call;
    const durationMs =
      call.endMs === undefined ? Math.max(0, stoppedMs - call.startMs) : durationOf(call);
    let sum = byName.get(name);
    if (sum === undefined) {
      sum = { name, count: 0, errors: 0, bytes: 0, durationMs: 0 };
      byName.set(name, sum);
    }
    sum.count += repeats;
    if (result < 0) sum.errors += repeats;
    sum.bytes += bytesMoved(call);
    sum.durationMs += durationMs;
    if (sleeps.has(call)) asleepMs += durationMs;
    endMs = Math.max(endMs, lastSeenMs(call), call.startMs + durationMs);
  }
  const durationMs = calls[0] === undefined ? 0 : endMs - calls[0].startMs;
  return {
    calls: [...byName.values()].sort((one, other) => other.durationMs - one.durationMs),
    durationMs,
    asleepMs,
    runningMs: Math.max(0, durationMs - asleepMs),
  };
}
// #endregion

// #region table
/** A summary as lines of text: a sentence, and a table. */
export function formatSummary(summary: Summary): string[] {
  const { calls, durationMs, asleepMs, runningMs } = summary;
  const count = calls.reduce((sum, call) => sum + call.count, 0);
  const sentence =
    `${count.toLocaleString('en')} calls in ${ms(durationMs)} ms: ` +
    `asleep ${ms(asleepMs)} ms, running ${ms(runningMs)} ms`;
  if (count === 0) return ['0 calls'];
  const rows = calls.map((call) => [
    call.name,
    call.count.toLocaleString('en'),
    call.errors === 0 ? '' : call.errors.toLocaleString('en'),
    call.bytes === 0 ? '' : call.bytes.toLocaleString('en'),
    call.bytes === 0 ? '' : bytesPerCall(call).toLocaleString('en'),
    ms(call.durationMs),
  ]);
  const heading = ['call', 'calls', 'errors', 'bytes', 'bytes/call', 'ms'];
  return [sentence, ...aligned([heading, ...rows])];
}

/** How many bytes a call that succeeded moved, on average, rounded. */
function bytesPerCall({ bytes, count, errors }: CallSummary): number {
  return Math.round(bytes / Math.max(1, count - errors));
}

/** A table: the first column to the left, the others to the right. */
function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((text, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? text.padEnd(width) : text.padStart(width);
      })
      .join('  '),
  );
}

function ms(value: number): string {
  return value.toLocaleString('en', {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}
// #endregion
