/**
 * What a judge is asked to do: a list of jobs, each to run the checks of one exercise on one
 * answer. A reader's answer is one job; the gates give many to the same judge, because to start a
 * process takes longer than most checks do.
 */
import { type JudgingKernels, SEEDS_PER_FAULT } from './runs.ts';

/** One answer to be judged. */
export interface JudgeJob {
  readonly answerFile: string;
  /** The number of the check to begin with: what came before was judged already. */
  readonly firstCheck: number;
  readonly kernels: JudgingKernels;
  /** Which round it is: each has seeds of its own. A reader's is round 0. */
  readonly round: number;
  /** With how many seeds each fault is tried in it. */
  readonly seeds: number;
  /** Whether somebody reads what comes of it: what the other kernel thinks, what was printed. */
  readonly isRead: boolean;
  /** Whether all is said when one check has failed. */
  readonly endsWithFirstFailure?: boolean;
  /** Left out if an earlier job on the same answer has cost a judge. */
  readonly onlyIfSteady?: boolean;
  /** Which mutant of the answer is alive, if it was made to have mutants. */
  readonly mutant?: string;
}

/** What is judged where somebody waits for it: all checks, on both kernels, with all seeds. */
export const thorough = {
  firstCheck: 0,
  kernels: 'both',
  round: 0,
  seeds: SEEDS_PER_FAULT,
  isRead: true,
} as const;

/** All that one judge is to do. */
export interface JudgeOrder {
  /** The exercise's folder. */
  readonly folder: string;
  /** In their order; each module of an answer is loaded anew for each. */
  readonly jobs: readonly JudgeJob[];
}
