/**
 * `course diff EXERCISE`: how the reference differs from what the reader has written.
 */
import type { Command } from 'commander';
import { type Exercise, findExercise } from '../catalogue.ts';
import { answerFile } from '../exercises/answer-file.ts';
import { colourOf, differenceLines, unifiedDifference } from '../exercises/difference.ts';
import { referenceFile, refuseUnearned } from '../exercises/solution.ts';
import { exerciseNames, pathFromRoot, printDocument } from '../for-scripts.ts';

interface DiffOptions {
  readonly giveUp?: boolean;
  readonly json?: boolean;
}

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('diff')
    .description('compare your answer with the reference, once you have passed')
    .argument('<exercise>', '01/1 or receive-exactly')
    .option('--give-up', 'compare all the same')
    .option('--json', 'print it as one JSON document, for scripts')
    .action((name: string, { giveUp = false, json = false }: DiffOptions) => {
      const exercise = findExercise(name);
      refuseUnearned(exercise, giveUp);
      if (json) return printDocument(documentOf(exercise));
      const lines = differenceLines(exercise).map((line) => colourOf(line)(line));
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

function documentOf(exercise: Exercise) {
  return {
    ...exerciseNames(exercise),
    answer: pathFromRoot(answerFile(exercise)),
    reference: pathFromRoot(referenceFile(exercise)),
    difference: unifiedDifference(exercise),
  };
}
