/**
 * `course watch [EXERCISE]`: checks an exercise whenever its answer is saved.
 */
import type { Command } from 'commander';
import { findExercise } from '../catalogue.ts';
import { isInteractive } from '../interactive.ts';
import { UsageError } from '../usage-error.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('watch')
    .description('check an exercise at every save, with hints and all else at a key')
    .argument('[exercise]', '01/1 or receive-exactly; else where you go on')
    .option(
      '--poll',
      'look at the file again and again, where saves go unnoticed (or COURSE_POLL=1)',
    )
    .action(async (name: string | undefined, { poll }: { poll?: boolean }) => {
      if (name !== undefined) findExercise(name);
      if (!isInteractive()) {
        const check = ['npx course check', name ?? []].flat().join(' ');
        throw new UsageError(
          `course watch needs a terminal that it can draw on. Without one: ${check}`,
        );
      }
      const { watchExercises } = await import('../watch/watch.ts');
      process.exitCode = await watchExercises({ name, poll });
    });
}
