/**
 * What the judge, a child process, tells the runner: a line of JSON each, on a descriptor of its
 * own, so that the answer's output cannot be taken for it.
 */
import type { CheckResult } from './report.ts';
import type { RunSetting } from './runs.ts';

/**
 * The descriptor for the events. The judge moves it out of the way of answers, which may well
 * close or write to a number as low as this.
 */
export const EVENTS_DESCRIPTOR = 3;
/**
 * The descriptor over which the runner gives the order and asks the judge's watchdog, a line each;
 * it is moved too.
 */
export const CONTROL_DESCRIPTOR = 4;
/** The line that asks where the main thread is. Any other line is an order. */
export const STACK_QUESTION = '?';

/**
 * What the judge writes to both of its outputs after each part that somebody reads. Three
 * descriptors have no common order; with this the runner knows which lines belong to which check.
 */
export const END_OF_PART = '\u001eend of part\u001e';

/** How a run went, as the judge sees it. */
export type Verdict = Omit<CheckResult, 'name' | 'note' | 'printed'>;

/** One event. A part is one run of a check, or the loading of the answer. */
export type JudgeEvent =
  /** A job begins: the checks that will be run, and those that mean nothing on its kernels. */
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
  /** Something that an earlier check of that job left behind has thrown. The process ends. */
  | {
      readonly event: 'late';
      readonly job: number;
      readonly part: string;
      readonly verdict: Verdict;
    }
  /** All checks of this job have been run. */
  | { readonly event: 'done' }
  /** The process ends by itself, with this exit code; the answer did it there. */
  | { readonly event: 'exit'; readonly code: number; readonly where?: string }
  /** The exercise itself is at fault, not the answer. */
  | { readonly event: 'broken'; readonly message: string };
