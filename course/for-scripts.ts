/**
 * What `--json` prints: one JSON document on the standard output, and nothing else there. Its
 * shapes are documented in TEACHING.md; fields may be added to them, none goes or changes its
 * meaning.
 */
import { relative } from 'node:path';
import { type Exercise, root } from './catalogue.ts';
import { shortName } from './contents.ts';
import { hasPassed, isGiven } from './progress.ts';
import type { Progress } from './progress-file.ts';

/** Prints the one document. */
export function printDocument(document: object): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** How an exercise is named in every document. */
export function exerciseNames(exercise: Exercise) {
  const { id, key, title } = exercise;
  return { exercise: id, key, name: shortName(exercise), title };
}

/** An exercise with what exercise.yaml says of it and where the reader stands with it. */
export function exerciseEntry(exercise: Exercise, progress: Progress) {
  const { minutes, difficulty, tags, needs, folder } = exercise;
  const given = isGiven(progress, exercise);
  return {
    ...exerciseNames(exercise),
    folder: pathFromRoot(folder),
    minutes,
    difficulty,
    tags,
    needs,
    state: hasPassed(progress, exercise) ? 'passed' : given ? 'given' : 'open',
    hints: progress.hints[exercise.key] ?? 0,
  };
}

/** A path as the repository knows it, whatever folder the command was started in. */
export function pathFromRoot(file: string): string {
  return relative(root, file);
}
