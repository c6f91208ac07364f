/**
 * `course solution EXERCISE`: the reference, for those who have one of their own, or give up.
 */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type Exercise, findExercise } from '../catalogue.ts';
import {
  commentaryFile,
  commentaryLines,
  referenceFile,
  referenceLines,
  refuseUnearned,
} from '../exercises/solution.ts';
import { exerciseNames, pathFromRoot, printDocument } from '../for-scripts.ts';
import { breakParagraphs } from '../text/paragraphs.ts';
import { proseWidth } from '../text/wrap.ts';

interface SolutionOptions {
  readonly giveUp?: boolean;
  readonly json?: boolean;
}

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('solution')
    .description('show the solution of an exercise, once you have passed it')
    .argument('<exercise>', '01/1 or receive-exactly')
    .option('--give-up', 'show it all the same')
    .option('--json', 'print it as one JSON document, for scripts')
    .action((name: string, { giveUp = false, json = false }: SolutionOptions) => {
      const exercise = findExercise(name);
      refuseUnearned(exercise, giveUp);
      if (json) return printDocument(documentOf(exercise));
      const why = breakParagraphs(commentaryLines(exercise), proseWidth());
      const lines = [...referenceLines(exercise), '', ...why];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

function documentOf(exercise: Exercise) {
  const reference = referenceFile(exercise);
  const explanation = commentaryFile(exercise);
  return {
    ...exerciseNames(exercise),
    reference: { file: pathFromRoot(reference), text: readFileSync(reference, 'utf8') },
    explanation: {
      file: pathFromRoot(explanation),
      text: readFileSync(explanation, 'utf8'),
    },
  };
}
