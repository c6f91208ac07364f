/**
 * `course reset EXERCISE`: back to the starter, with neither pass nor hints. What was written is
 * kept beside it.
 */
import type { Command } from 'commander';
import { type Exercise, findExercise } from '../catalogue.ts';
import { answerFile } from '../exercises/answer-file.ts';
import { startOver, whatBecame } from '../exercises/begin-anew.ts';
import { exerciseNames, pathFromRoot, printDocument } from '../for-scripts.ts';
import { terminalWidth, wrap } from '../text/wrap.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('reset')
    .description('begin an exercise anew; your answer is kept under another name')
    .argument('<exercise>', '01/1 or receive-exactly')
    .option('--json', 'print what was done as one JSON document, for scripts')
    .action((name: string, { json = false }: { json?: boolean }) => {
      const exercise = findExercise(name);
      const kept = startOver(exercise);
      if (json) printDocument(documentOf(exercise, kept));
      else {
        const lines = wrap(whatBecame(exercise, kept), terminalWidth());
        process.stdout.write(`${lines.join('\n')}\n`);
      }
    });
}

function documentOf(exercise: Exercise, kept: string | undefined) {
  return {
    ...exerciseNames(exercise),
    answer: pathFromRoot(answerFile(exercise)),
    kept: kept === undefined ? null : pathFromRoot(kept),
  };
}
