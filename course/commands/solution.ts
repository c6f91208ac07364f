/**
 * `course solution EXERCISE`: the reference, for those who have one of their own, or give up.
 */
import type { Command } from 'commander';
import { findExercise } from '../catalogue.ts';
import { refuseUnearned, solutionLines } from '../exercises/solution.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('solution')
    .description('show the solution of an exercise, once you have passed it')
    .argument('<exercise>', '01/1 or receive-exactly')
    .option('--give-up', 'show it all the same')
    .action((name: string, { giveUp = false }: { giveUp?: boolean }) => {
      const exercise = findExercise(name);
      refuseUnearned(exercise, giveUp);
      process.stdout.write(`${solutionLines(exercise).join('\n')}\n`);
    });
}
