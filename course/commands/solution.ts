/**
 * `course solution EXERCISE`: the reference, for those who have one of their own, or give up.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { findExercise } from '../catalogue.ts';
import { hasPassed, shortName } from '../contents.ts';
import { readProgress } from '../progress.ts';
import { UsageError } from '../usage-error.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('solution')
    .description('show the solution of an exercise, once you have passed it')
    .argument('<exercise>', '01/1 or receive-exactly')
    .option('--give-up', 'show it all the same')
    .action((name: string, { giveUp = false }: { giveUp?: boolean }) => {
      const exercise = findExercise(name);
      const short = shortName(exercise);
      if (!giveUp && !hasPassed(readProgress(), exercise)) {
        throw new UsageError(
          `You have not passed ${short} yet. Try npx course hint ${short}, or add --give-up.`,
        );
      }
      const fromHere = (file: string) =>
        relative(process.cwd(), join(exercise.solution, file));
      process.stdout.write(
        `// ${fromHere('reference.ts')}\n` +
          readFileSync(join(exercise.solution, 'reference.ts'), 'utf8') +
          `\nWhy it is so, and what else works: ${fromHere('README.md')}\n`,
      );
    });
}
