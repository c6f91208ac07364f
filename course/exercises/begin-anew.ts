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
  const fromHere = (file: string) => relative(process.cwd(), file);
  updateProgress((progress) => {
    progress.passed = progress.passed.filter((key) => key !== exercise.key);
    progress.given = progress.given.filter((key) => key !== exercise.key);
    delete progress.hints[exercise.key];
  });
  const answer = fromHere(answerFile(exercise));
  const kept = resetAnswer(exercise);
  if (kept === undefined) return `${answer} is the starter.`;
  return `${answer} is the starter again. Your answer is now ${fromHere(kept)}`;
}
