/**
 * `course hint [EXERCISE]`: one hint more each time, from a question to nearly the answer.
 */
import type { Command } from 'commander';
import type { Exercise } from '../catalogue.ts';
import { colours } from '../colours.ts';
import { shortName } from '../contents.ts';
import { chosenExercise } from '../exercises/chosen-exercise.ts';
import { readHints } from '../exercises/hints.ts';
import { readProgress, updateProgress } from '../progress.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('hint')
    .description('show a hint for an exercise, and one more each time')
    .argument('[exercise]', '01/1 or receive-exactly; else the first not passed yet')
    .action((name: string | undefined) => {
      const exercise = chosenExercise(name);
      const lines = exercise ? hintLines(exercise) : ['You have passed every exercise.'];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

/** The hints seen before and the next one. */
function hintLines(exercise: Exercise): string[] {
  const hints = readHints(exercise.folder);
  const seen = Math.min((readProgress().hints[exercise.id] ?? 0) + 1, hints.length);
  updateProgress((progress) => {
    progress.hints[exercise.id] = seen;
  });
  const short = shortName(exercise);
  const left = hints.length - seen;
  return [
    colours.bold(`${short} · ${exercise.title}`),
    ...hints
      .slice(0, seen)
      .flatMap(({ heading, text }, index) => [
        '',
        colours.bold(`Hint ${index + 1} of ${hints.length} · ${heading}`),
        text,
      ]),
    '',
    left > 0
      ? `${left} more: ${colours.cyan(`npx course hint ${short}`)}`
      : `That was the last. The solution: ${colours.cyan(`npx course solution ${short} --give-up`)}`,
  ];
}
