/**
 * The few lines of a trace that show a moment: the last calls before it, in the manner of strace.
 */
import { type CallRecord, condensed, formatCall } from '../trace/index.ts';

/** More than this is no moment any more. */
const mostLines = 8;
/** Of a long record only so many calls are looked at. */
const mostCalls = 2_000;

/**
 * The last of these calls as lines; rows of the same call are one line. Of those that slept, the
 * line ends with the time, in seconds.
 */
export function traceLines(
  calls: readonly CallRecord[],
  slept: (call: CallRecord) => boolean = () => false,
): string[] {
  const lines = condensed(calls.slice(-mostCalls)).map((call) =>
    formatCall(call, { durations: slept(call) }),
  );
  const leftOut = lines.length > mostLines || calls.length > mostCalls;
  return leftOut ? ['…', ...lines.slice(-mostLines)] : lines;
}
