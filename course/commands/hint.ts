/**
 * `course hint [EXERCISE]`: one hint more each time, from a question to nearly the answer.
 */
import type { Command } from 'commander';
import type { Exercise } from '../catalogue.ts';
import { colours } from '../colours.ts';
import { shortName } from '../contents.ts';
import { chosenExercise, NOTHING_LEFT } from '../exercises/chosen-exercise.ts';
import { hintLines, takeHint } from '../exercises/hint-lines.ts';
import { readHints } from '../exercises/hints.ts';
import { exerciseNames, printDocument } from '../for-scripts.ts';
import { hasPassed, readProgress } from '../progress.ts';
import { breakParagraphs } from '../text/paragraphs.ts';
import { proseWidth } from '../text/wrap.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('hint')
    .description('show a hint for an exercise, and one more each time')
    .argument('[exercise]', '01/1 or receive-exactly; else where you go on')
    .option('--json', 'print the hints as one JSON document, for scripts')
    .action((name: string | undefined, { json = false }: { json?: boolean }) => {
      const exercise = chosenExercise(name);
      const taken = exercise ? takeHint(exercise) : 0;
      if (json) return printDocument(documentOf(exercise, taken));
      const lines = exercise ? linesOf(exercise, taken) : [NOTHING_LEFT];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

function documentOf(exercise: Exercise | undefined, taken: number) {
  if (exercise === undefined) return { exercise: null, hints: [], left: 0 };
  const hints = readHints(exercise.folder);
  return {
    ...exerciseNames(exercise),
    hints: hints.slice(0, taken),
    left: hints.length - taken,
  };
}

/** The hints seen, the newest last, and how to go on. */
function linesOf(exercise: Exercise, taken: number): string[] {
  const left = readHints(exercise.folder).length - taken;
  const short = shortName(exercise);
  const earned = hasPassed(readProgress(), exercise) ? '' : ' --give-up';
  return [
    ...breakParagraphs(hintLines(exercise, taken), proseWidth()),
    '',
    left > 0
      ? `${left} more: ${colours.cyan(`npx course hint ${short}`)}`
      : `That was the last. The solution: ${colours.cyan(`npx course solution ${short}${earned}`)}`,
  ];
}
