/**
 * What came of an answer: each check with its outcome, in words for the learner.
 */

/** How a check went. */
export type Outcome =
  | 'passed'
  /** The check says that the answer does not do what it should. */
  | 'wrong'
  /** The answer threw an error, could not be loaded, or ended the process. */
  | 'threw'
  /** It did not come back within its time, or never would have. */
  | 'stuck';

/** What a stuck answer was doing. */
export type StuckKind =
  /** It slept in a system call. */
  | 'asleep'
  /** It ran on and on. */
  | 'running'
  /** The promise that it returned was pending, and nothing was left that could settle it. */
  | 'unsettled'
  /** This machine does not tell (it has no /proc). */
  | 'unknown';

/** One check's outcome. */
export interface CheckResult {
  /** The name of the check, or `LOADING`. */
  readonly name: string;
  readonly outcome: Outcome;
  /** What went wrong and what to think about; empty if it passed. */
  readonly message: string;
  /** The place in the learner's file: `answer.ts:12`. */
  readonly where?: string;
  /** The system calls at the moment when it went wrong, a line each, where somebody watched. */
  readonly trace?: readonly string[];
  /** On which kernel it went so, where another thinks otherwise. */
  readonly note?: string;
  /** What a stuck answer was doing. */
  readonly stuck?: StuckKind;
  /** The lines that the answer printed meanwhile. */
  readonly printed: readonly string[];
}

/** The name under which a file that cannot even be loaded fails. */
export const LOADING = 'the file loads';

/** All checks of one answer, in their order; or only `LOADING`, if it could not be loaded. */
export interface Report {
  readonly checks: readonly CheckResult[];
  readonly passed: boolean;
  /** Where the simulated kernel alone was asked: the checks that mean nothing there. */
  readonly skipped?: readonly string[];
}
