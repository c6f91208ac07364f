/**
 * What the reader has done: the programs run, the exercises passed, the hints taken, and where
 * they go on.
 *
 * An exercise is known here by its key, which stays when its folder is renamed or gets another
 * number. progress-file.ts keeps all this outside version control, so that pulling a newer course
 * never touches it.
 */
import { join } from 'node:path';
import { type Chapter, type Exercise, root } from './catalogue.ts';
import { changeProgressFile, type Progress, readProgressFile } from './progress-file.ts';

/**
 * Where it is kept. COURSE_STATE sets another folder, so that a test, or the check of a
 * transcript, neither sees nor changes what the reader has done.
 */
const progressFile = join(
  process.env.COURSE_STATE ?? join(root, '.course'),
  'progress.json',
);

/** What the reader has done; nothing yet if the file is missing or damaged. */
export function readProgress(file: string = progressFile): Progress {
  return readProgressFile(file);
}

/** Changes the progress and keeps it. What cannot be kept is said in a line, and no more. */
export function updateProgress(
  change: (progress: Progress) => void,
  file: string = progressFile,
): void {
  changeProgressFile(file, change);
}

/** Whether the reader has run a program of a chapter, whatever number that had then. */
export function hasRun(progress: Progress, { slug }: Chapter, program: string): boolean {
  return progress.runs.some((run) => run.replace(/^[^-]+-/, '') === `${slug}/${program}`);
}

/** Whether the reader has passed an exercise. */
export function hasPassed(progress: Progress, { key }: Exercise): boolean {
  return progress.passed.includes(key);
}

/** Whether the reader has an exercise's reference from `course goto`, and no pass of their own. */
export function isGiven(progress: Progress, exercise: Exercise): boolean {
  return progress.given.includes(exercise.key) && !hasPassed(progress, exercise);
}
