/**
 * What the learner is told about an error that left a check.
 */
import { basename } from 'node:path';
import { inspect } from 'node:util';
import { BoundError, DeadlockError } from '../../lib/sim/index.ts';
import { Wrong } from '../../lib/testing/index.ts';
import { describeBound, describeDeadlock } from './describe-stuck.ts';
import { placeIn, placeInFolder } from './place-in.ts';
import type { StuckKind } from './report.ts';

/** An error's part of a check's result. */
export interface ErrorDescription {
  readonly outcome: 'wrong' | 'threw' | 'stuck';
  readonly message: string;
  /** What a stuck answer was doing. */
  readonly stuck?: StuckKind;
  /** `answer.ts:12`, if the answer's file is on the stack. */
  readonly where?: string;
  /** The system calls that the check shows. */
  readonly trace?: readonly string[];
}

/** Describes what was thrown. `folder` is the exercise's, `answerFile` the file under test. */
export function describeError(
  error: unknown,
  folder: string,
  answerFile: string,
): ErrorDescription {
  if (error instanceof Wrong) {
    const { message, trace } = error;
    return { outcome: 'wrong', message, ...(trace.length > 0 && { trace }) };
  }
  if (error instanceof DeadlockError || error instanceof BoundError) {
    const where = placeIn(answerFile, error.stack);
    const stuck =
      error instanceof DeadlockError ? describeDeadlock(error) : describeBound(error);
    return { ...stuck, ...(where !== undefined && { where }) };
  }
  if (!(error instanceof Error)) {
    return { outcome: 'threw', message: `Your code threw ${inspect(error)}.` };
  }
  const syntax = syntaxErrorIn(error, answerFile);
  if (syntax !== undefined) return syntax;
  const own = placeIn(answerFile, error.stack);
  const check = own === undefined ? placeInFolder(folder, error.stack) : undefined;
  const thrown = `${error.name}: ${shortenPaths(error.message, folder)}`;
  if (own !== undefined) return { outcome: 'threw', message: thrown, where: own };
  if (check === undefined) return { outcome: 'threw', message: thrown };
  return {
    outcome: 'threw',
    message: `${thrown} (thrown by the check, at ${check}, from what your code did or returned)`,
  };
}

/** esbuild, which reads the TypeScript, reports as `FILE:LINE:COLUMN: ERROR: what`. */
function syntaxErrorIn(error: Error, answerFile: string): ErrorDescription | undefined {
  if (error.name !== 'TransformError') return undefined;
  const [, line, what] = /:(\d+):\d+: ERROR: (.*)/.exec(error.message) ?? [];
  if (line === undefined) return undefined;
  return {
    outcome: 'threw',
    message: `This is no TypeScript: ${what}`,
    where: `${basename(answerFile)}:${line}`,
  };
}

function shortenPaths(message: string, folder: string): string {
  return message.replaceAll(`${folder}/`, '');
}
