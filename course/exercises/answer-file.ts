/**
 * The learner's file, `answer.ts` in the exercise's folder. It is made from the starter by the
 * first command that needs it, and version control does not know it: pulling a newer course
 * never touches what somebody has written.
 */
import { constants, copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Exercise } from '../catalogue.ts';
import { shortName } from '../contents.ts';
import { notice } from '../notice.ts';
import { readProgress, updateProgress } from '../progress.ts';
import { UsageError } from '../usage-error.ts';
import { strandedAnswer } from './stranded-answer.ts';

/** Where the learner writes. */
export function answerFile({ folder }: Exercise): string {
  return join(folder, 'answer.ts');
}

/**
 * Makes the file if there is none: from what the learner has written where the exercise was
 * before, else from the starter. Answers whether it is a new starter.
 */
export function ensureAnswer(exercise: Exercise): boolean {
  bringAlong(exercise);
  if (existsSync(answerFile(exercise))) return false;
  putInPlace(starterFile(exercise), exercise);
  return true;
}

/** What the learner has written. @throws {UsageError} if there is no file that can be read. */
export function readAnswer(exercise: Exercise): string {
  const file = answerFile(exercise);
  return orSay(`cannot read ${file}`, () => readFileSync(file, 'utf8'));
}

/** Whether the file holds what the starter does: the learner has written nothing yet. */
export function isUntouched(exercise: Exercise): boolean {
  return isStarter(exercise, readAnswer(exercise));
}

/** Whether a text is the exercise's starter. */
export function isStarter(exercise: Exercise, text: string): boolean {
  return text === readFileSync(starterFile(exercise), 'utf8');
}

/** Puts another file in the place of an answer in which nothing is written yet. */
export function giveAnswer(exercise: Exercise, file: string): void {
  if (hasSomethingToKeep(exercise)) {
    throw new UsageError(`There is something in ${answerFile(exercise)} already.`);
  }
  putInPlace(file, exercise);
}

/**
 * Puts the starter in place of the file. Answers the path under which the old one is kept, or
 * undefined if there was none, or none with anything in it but the starter.
 */
export function resetAnswer(exercise: Exercise): string | undefined {
  if (ensureAnswer(exercise) || !hasSomethingToKeep(exercise)) return undefined;
  const answer = answerFile(exercise);
  const kept = freeBackupName(answer);
  orSay(`cannot move ${answer}`, () => renameSync(answer, kept));
  ensureAnswer(exercise);
  return kept;
}

/** Whether a reset would take something away. What cannot be read may be somebody's work, too. */
export function hasSomethingToKeep(exercise: Exercise): boolean {
  if (!existsSync(answerFile(exercise))) return false;
  try {
    return !isUntouched(exercise);
  } catch (error) {
    if (error instanceof UsageError) return true;
    throw error;
  }
}

/** Brings what the learner has written in a folder that the exercise has left, and says so. */
export function bringAlong(exercise: Exercise): void {
  const home = readProgress().answers[exercise.key];
  if (home === exercise.id) return;
  const stranded = strandedAnswer(exercise, home);
  if (stranded !== undefined) bring(stranded, exercise);
  if (existsSync(answerFile(exercise))) rememberHome(exercise);
}

function bring(stranded: string, exercise: Exercise): void {
  const text = orSay(`cannot read ${stranded}`, () => readFileSync(stranded, 'utf8'));
  if (isStarter(exercise, text)) return;
  const moved = `${shortName(exercise)} has moved`;
  const old = fromHere(stranded);
  const answer = fromHere(answerFile(exercise));
  if (!hasSomethingToKeep(exercise)) {
    putInPlace(stranded, exercise);
    notice(`${moved}: your answer is now ${answer}, a copy of ${old}`);
  } else if (readAnswer(exercise) !== text) {
    notice(`${moved}, and you have two answers: ${answer} is used, ${old} is left alone`);
  }
}

/** Copies the file to where nothing is, or nothing but the starter. */
function putInPlace(file: string, exercise: Exercise): void {
  const answer = answerFile(exercise);
  const mode = existsSync(answer) ? 0 : constants.COPYFILE_EXCL;
  orSay(`cannot make ${answer}`, () => copyFileSync(file, answer, mode));
  rememberHome(exercise);
}

/** Or nobody would know, after two renames, which folder was this exercise's. */
function rememberHome({ id, key }: Exercise): void {
  updateProgress(({ answers }) => {
    answers[key] = id;
  });
}

/** Does it; what the file system has against it is told in a line, as a UsageError. */
function orSay<Result>(failure: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new UsageError(`The course ${failure}: ${error.message}.`);
  }
}

function starterFile({ folder }: Exercise): string {
  return join(folder, 'starter.ts');
}

function fromHere(file: string): string {
  return relative(process.cwd(), file);
}

/** `answer.ts.bak-1`, or the first number that is free. */
function freeBackupName(answer: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${answer}.bak-${number}`;
    if (!existsSync(name)) return name;
  }
}
