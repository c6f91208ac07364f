/**
 * `course hint [EXERCISE]`: one hint more each time, from a question to nearly the answer.
 */
import type { Command } from 'commander';
import type { Exercise } from '../catalogue.ts';
import { colours } from '../colours.ts';
import { shortName } from '../contents.ts';
import { chosenExercise } from '../exercises/chosen-exercise.ts';
import { hintLines, hintsTaken, takeHint } from '../exercises/hint-lines.ts';
import { readHints } from '../exercises/hints.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('hint')
    .description('show a hint for an exercise, and one more each time')
    .argument('[exercise]', '01/1 or receive-exactly; else the first not passed yet')
    .action((name: string | undefined) => {
      const exercise = chosenExercise(name);
      const lines = exercise ? nextHint(exercise) : ['You have passed every exercise.'];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

/** The hints seen before, the next one, and how to go on. */
function nextHint(exercise: Exercise): string[] {
  takeHint(exercise);
  const taken = hintsTaken(exercise);
  const left = readHints(exercise.folder).length - taken;
  const short = shortName(exercise);
  return [
    ...hintLines(exercise, taken),
    '',
    left > 0
      ? `${left} more: ${colours.cyan(`npx course hint ${short}`)}`
      : `That was the last. The solution: ${colours.cyan(`npx course solution ${short} --give-up`)}`,
  ];
}
