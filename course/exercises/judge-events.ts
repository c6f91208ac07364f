/**
 * What the judge, a child process, tells the runner: a line of JSON each, on a descriptor of its
 * own, so that the answer's output cannot be taken for it.
 */
import type { CheckResult } from './report.ts';
import type { RunSetting } from './runs.ts';

/** The descriptor for the events. */
export const EVENTS_DESCRIPTOR = 3;

/**
 * What the judge writes to both of its outputs after each part. Three descriptors have no common
 * order; with this the runner knows which lines belong to which check.
 */
export const END_OF_PART = '\u001eend of part\u001e';

/** How a run went, as the judge sees it. */
export type Verdict = Omit<CheckResult, 'name' | 'note' | 'printed'>;

/** One event. A part is one run of a check, or the loading of the answer. */
export type JudgeEvent =
  /** The names of the checks that will be run, and of those that mean nothing on these kernels. */
  | {
      readonly event: 'checks';
      readonly names: readonly string[];
      readonly skipped: readonly string[];
    }
  | { readonly event: 'start'; readonly part: string; readonly setting: RunSetting }
  /** The answer has returned a promise, for which the part now waits. */
  | { readonly event: 'awaiting' }
  /** Nothing is left to run, and that promise is still pending. */
  | { readonly event: 'idle' }
  | ({
      readonly event: 'end';
      /** Whether another run of the same check follows. */
      readonly more: boolean;
    } & Verdict)
  /** All checks have been run. */
  | { readonly event: 'done' }
  /** The process ends, with this exit code. */
  | { readonly event: 'exit'; readonly code: number }
  /** The exercise itself is at fault, not the answer. */
  | { readonly event: 'broken'; readonly message: string };
