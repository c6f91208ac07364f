/**
 * Remembers that an exercise is passed.
 */
import { readFileSync } from 'node:fs';
import type { Exercise } from '../catalogue.ts';
import { isGiven, readProgress, updateProgress } from '../progress.ts';
import { isOnlyKernel } from '../simulation-here.ts';
import { readAnswer } from './answer-file.ts';
import type { Report } from './report.ts';
import { referenceFile } from './solution.ts';

/** Counts the exercise as passed from now on, unless its answer was given by `course goto`. */
export function markPassed(exercise: Exercise): void {
  if (isStillGiven(exercise)) return;
  updateProgress(({ passed }) => {
    if (!passed.includes(exercise.key)) passed.push(exercise.key);
  });
}

/**
 * Whether a pass is one: not on the simulated kernel alone, where there is a real one to ask.
 */
export function passCounts({ skipped }: Report): boolean {
  return skipped === undefined || isOnlyKernel;
}

/** Whether the answer is the reference that `course goto` has brought in, unchanged. */
export function isStillGiven(exercise: Exercise): boolean {
  return isGiven(readProgress(), exercise) && isReference(exercise);
}

/** Whether the answer is the reference, to the letter. */
export function isReference(exercise: Exercise): boolean {
  return readAnswer(exercise) === readFileSync(referenceFile(exercise), 'utf8');
}
