/**
 * Begins an exercise anew: the starter is back, the pass and the hints are forgotten, and what
 * was written is kept beside it.
 */
import { relative } from 'node:path';
import type { Exercise } from '../catalogue.ts';
import { updateProgress } from '../progress.ts';
import { answerFile, resetAnswer } from './answer-file.ts';

/** Does it, and answers a sentence that says what has become of the answer. */
export function beginAnew(exercise: Exercise): string {
  return whatBecame(exercise, startOver(exercise));
}

/** Does it, and answers under which absolute path the answer is kept; undefined if none was. */
export function startOver(exercise: Exercise): string | undefined {
  updateProgress((progress) => {
    progress.passed = progress.passed.filter((key) => key !== exercise.key);
    progress.given = progress.given.filter((key) => key !== exercise.key);
    delete progress.hints[exercise.key];
  });
  return resetAnswer(exercise);
}

/** What has become of the answer that is now kept under that path. */
export function whatBecame(exercise: Exercise, kept: string | undefined): string {
  const fromHere = (file: string) => relative(process.cwd(), file);
  const answer = fromHere(answerFile(exercise));
  if (kept === undefined) return `${answer} is the starter.`;
  return `${answer} is the starter again. Your answer is now ${fromHere(kept)}`;
}
