/**
 * `course diff EXERCISE`: how the reference differs from what the reader has written.
 */
import type { Command } from 'commander';
import { findExercise } from '../catalogue.ts';
import { coloured, differenceLines } from '../exercises/difference.ts';
import { refuseUnearned } from '../exercises/solution.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('diff')
    .description('compare your answer with the reference, once you have passed')
    .argument('<exercise>', '01/1 or receive-exactly')
    .option('--give-up', 'compare all the same')
    .action((name: string, { giveUp = false }: { giveUp?: boolean }) => {
      const exercise = findExercise(name);
      refuseUnearned(exercise, giveUp);
      const lines = differenceLines(exercise).map(coloured);
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}
