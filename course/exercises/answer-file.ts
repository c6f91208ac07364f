/**
 * The learner's file, `answer.ts` in the exercise's folder. It is made from the starter by the
 * first command that needs it, and version control does not know it: pulling a newer course
 * never touches what somebody has written.
 */
import { constants, copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Exercise } from '../catalogue.ts';
import { UsageError } from '../usage-error.ts';

/** Where the learner writes. */
export function answerFile({ folder }: Exercise): string {
  return join(folder, 'answer.ts');
}

/** Makes the file from the starter if there is none. Answers whether it did. */
export function ensureAnswer(exercise: Exercise): boolean {
  const answer = answerFile(exercise);
  if (existsSync(answer)) return false;
  orSay(`cannot make ${answer}`, () =>
    copyFileSync(starterFile(exercise), answer, constants.COPYFILE_EXCL),
  );
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

/** `answer.ts.bak-1`, or the first number that is free. */
function freeBackupName(answer: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${answer}.bak-${number}`;
    if (!existsSync(name)) return name;
  }
}
