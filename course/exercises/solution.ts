/**
 * The solution of an exercise: who may see it, and as what.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Exercise } from '../catalogue.ts';
import { shortName } from '../contents.ts';
import { hasPassed, readProgress } from '../progress.ts';
import { paragraphs } from '../text/paragraphs.ts';
import { withoutComments } from '../text/plain-markdown.ts';
import { UsageError } from '../usage-error.ts';

/** The absolute path of the reference. */
export function referenceFile({ solution }: Exercise): string {
  return join(solution, 'reference.ts');
}

/** The absolute path of the README that says why the reference is so. */
export function commentaryFile({ solution }: Exercise): string {
  return join(solution, 'README.md');
}

/** @throws {UsageError} for an exercise that is not passed, unless the reader gives up. */
export function refuseUnearned(exercise: Exercise, giveUp: boolean): void {
  if (giveUp || hasPassed(readProgress(), exercise)) return;
  const short = shortName(exercise);
  throw new UsageError(
    `You have not passed ${short} yet. Try npx course hint ${short}, or add --give-up.`,
  );
}

/** The reference, below its path. */
export function referenceLines(exercise: Exercise): string[] {
  const reference = referenceFile(exercise);
  return [
    `// ${relative(process.cwd(), reference)}`,
    ...readFileSync(reference, 'utf8').trimEnd().split('\n'),
  ];
}

/** Why it is so, and what else works: the paragraphs of its README, but for the reference itself. */
export function commentaryLines(exercise: Exercise): string[] {
  const text = readFileSync(commentaryFile(exercise), 'utf8');
  return paragraphs(withoutComments(text).replaceAll(wholeReference, ''));
}

const wholeReference = /^```\w+ file=reference\.ts\n[\s\S]*?^```\n\n?/gm;
