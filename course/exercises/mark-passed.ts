/**
 * Remembers that an exercise is passed.
 */
import type { Exercise } from '../catalogue.ts';
import { updateProgress } from '../progress.ts';

/** Counts the exercise as passed from now on. */
export function markPassed(exercise: Exercise): void {
  updateProgress(({ passed }) => {
    if (!passed.includes(exercise.key)) passed.push(exercise.key);
  });
}
