/**
 * The solution of an exercise: who may see it, and as what.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Exercise } from '../catalogue.ts';
import { shortName } from '../contents.ts';
import { hasPassed, readProgress } from '../progress.ts';
import { UsageError } from '../usage-error.ts';

/** The absolute path of the reference. */
export function referenceFile({ solution }: Exercise): string {
  return join(solution, 'reference.ts');
}

/** @throws {UsageError} for an exercise that is not passed, unless the reader gives up. */
export function refuseUnearned(exercise: Exercise, giveUp: boolean): void {
  if (giveUp || hasPassed(readProgress(), exercise)) return;
  const short = shortName(exercise);
  throw new UsageError(
    `You have not passed ${short} yet. Try npx course hint ${short}, or add --give-up.`,
  );
}

/** The reference, and where it is explained. */
export function solutionLines(exercise: Exercise): string[] {
  const fromHere = (file: string) => relative(process.cwd(), file);
  const reference = referenceFile(exercise);
  return [
    `// ${fromHere(reference)}`,
    ...readFileSync(reference, 'utf8').trimEnd().split('\n'),
    '',
    `Why it is so, and what else works: ${fromHere(join(exercise.solution, 'README.md'))}`,
  ];
}
