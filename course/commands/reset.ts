/**
 * `course reset EXERCISE`: back to the starter, with neither pass nor hints. What was written is
 * kept beside it.
 */
import { relative } from 'node:path';
import type { Command } from 'commander';
import { findExercise } from '../catalogue.ts';
import {
  answerFile,
  ensureAnswer,
  isUntouched,
  resetAnswer,
} from '../exercises/answer-file.ts';
import { updateProgress } from '../progress.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('reset')
    .description('begin an exercise anew; your answer is kept under another name')
    .argument('<exercise>', '01/1 or receive-exactly')
    .action((name: string) => {
      const exercise = findExercise(name);
      const fromHere = (file: string) => relative(process.cwd(), file);
      updateProgress((progress) => {
        progress.passed = progress.passed.filter((id) => id !== exercise.id);
        delete progress.hints[exercise.id];
      });
      const answer = fromHere(answerFile(exercise));
      if (ensureAnswer(exercise) || isUntouched(exercise)) {
        process.stdout.write(`${answer} is the starter.\n`);
        return;
      }
      const kept = fromHere(resetAnswer(exercise));
      process.stdout.write(
        `${answer} is the starter again. Your answer is now ${kept}\n`,
      );
    });
}
