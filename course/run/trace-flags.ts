/**
 * The options of `course run` that are the course's and not the program's: `--trace`,
 * `--trace-out FILE`, `--trace-summary`. They may stand anywhere after the chapter, so they are
 * taken out of what the program gets; no program has options of these names.
 */
import { UsageError } from '../usage-error.ts';
import { takeFlags } from './flags.ts';

/** What is to be done with the calls that the programs of a run make. */
export interface TraceFlags {
  /** Print each call. */
  trace: boolean;
  /** Write all of them to this file, for Perfetto. */
  traceOut: string | undefined;
  /** Print at the end how many calls there were, and how long they took. */
  traceSummary: boolean;
}

/** Whether anything is to be done. */
export function wantsTrace({ trace, traceOut, traceSummary }: TraceFlags): boolean {
  return trace || traceOut !== undefined || traceSummary;
}

/**
 * Takes the flags out of what was typed after the chapter, up to `--`. `given` are those that
 * stood before it. Throws UsageError for `--trace-out` without a file.
 */
export function takeTraceFlags(
  typed: readonly string[],
  given: Partial<TraceFlags> = {},
): { flags: TraceFlags; rest: string[] } {
  const flags = { trace: false, traceOut: undefined, traceSummary: false, ...given };
  const rest = takeFlags(typed, ({ text, name, value }) => {
    if (text === '--trace') flags.trace = true;
    else if (text === '--trace-summary') flags.traceSummary = true;
    else if (name === '--trace-out') flags.traceOut = fileAfter(value());
    else return false;
    return true;
  });
  return { flags, rest };
}

function fileAfter(text: string | undefined): string {
  if (text !== undefined && text !== '' && !text.startsWith('-')) return text;
  throw new UsageError('Name a file for the trace: --trace-out trace.json');
}
