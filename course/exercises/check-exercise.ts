/**
 * Checks an exercise: has the answer judged, looks up the known mistake, remembers a pass.
 */
import type { Exercise } from '../catalogue.ts';
import {
  answerFile,
  bringAlong,
  ensureAnswer,
  hasSomethingToKeep,
  isUntouched,
} from './answer-file.ts';
import { judgeAnswer } from './judge-answer.ts';
import { markPassed, passCounts } from './mark-passed.ts';
import { type Mistake, recognise } from './mistakes.ts';
import type { CheckResult, Report } from './report.ts';
import type { JudgingKernels } from './runs.ts';

/** What came of an exercise. */
export interface Checked {
  readonly exercise: Exercise;
  /** Whether anything is written: the file is not the starter any more. */
  readonly begun: boolean;
  readonly report: Report;
  /** The known mistake that the answer behaves like. The starter makes none: nobody wrote it. */
  readonly mistake: Mistake | undefined;
}

/** Checks one exercise, the starter too. `onResult` is told each result as it comes. */
export async function checkExercise(
  exercise: Exercise,
  kernels: JudgingKernels,
  onResult: (result: CheckResult) => void = () => {},
): Promise<Checked> {
  ensureAnswer(exercise);
  const begun = !isUntouched(exercise);
  const options = { kernels, onResult };
  const report = await judgeAnswer(exercise.folder, answerFile(exercise), options);
  if (report.passed && passCounts(report)) markPassed(exercise);
  const mistake = begun ? recognise(exercise.folder, report) : undefined;
  return { exercise, begun, report, mistake };
}

/** One of several exercises: one that nobody has begun fails without being judged. */
export async function checkIfBegun(
  exercise: Exercise,
  kernels: JudgingKernels,
): Promise<Checked> {
  bringAlong(exercise);
  if (hasSomethingToKeep(exercise)) return checkExercise(exercise, kernels);
  return {
    exercise,
    begun: false,
    report: { checks: [], passed: false },
    mistake: undefined,
  };
}
