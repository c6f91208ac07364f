/**
 * `course reset EXERCISE`: back to the starter, with neither pass nor hints. What was written is
 * kept beside it.
 */
import type { Command } from 'commander';
import { findExercise } from '../catalogue.ts';
import { beginAnew } from '../exercises/begin-anew.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('reset')
    .description('begin an exercise anew; your answer is kept under another name')
    .argument('<exercise>', '01/1 or receive-exactly')
    .action((name: string) => {
      process.stdout.write(`${beginAnew(findExercise(name))}\n`);
    });
}
