/**
 * What is told about the mutants of exercises. The score counts what the checks kill among all
 * mutants: one that survives lowers it, whether it has a good reason or not.
 */
import { relative } from 'node:path';
import { root } from '../catalogue.ts';
import { referenceFile } from '../exercises/solution.ts';
import type { Judged } from './judge-mutants.ts';
import type { Mutant } from './mutate.ts';
import { reasonFor, SURVIVORS, type Survivor, staleEntries } from './survivors.ts';

/** The least share of the mutants of all exercises that the checks have to kill, in percent. */
const LEAST_SCORE = 90;

/** `11 mutants, 10 killed (2 by a bound), 1 survived: 90.9 %`, of these exercises together. */
export function countsInWords(all: readonly Judged[]): string {
  const { mutants, killed, score } = countsOf(all);
  const stuck = all.reduce((sum, judged) => sum + judged.stuck, 0);
  const survived = mutants - killed;
  return `${mutants} mutants, ${killed} killed (${stuck} by a bound), ${survived} survived: ${score.toFixed(1)} %`;
}

/** One exercise: its counts, and each survivor with its place, its change and the reason. */
export function mutantLines(judged: Judged, known: readonly Survivor[]): string[] {
  const { exercise, survivors } = judged;
  const mark = withoutReason(judged, known).length === 0 ? '✓' : '✗';
  const file = relative(root, referenceFile(exercise));
  return [
    `${mark} ${exercise.id}: ${countsInWords([judged])}`,
    ...survivors.flatMap((mutant) => [
      `  ${file}:${mutant.line}`,
      `    - ${mutant.from}`,
      `    + ${mutant.to}`,
      `    ${reasonFor(exercise, mutant, known) ?? 'There is no reason for it.'}`,
    ]),
  ];
}

/** What is wrong with an exercise's checks, or with what is said of its survivors. */
export function exerciseProblems(judged: Judged, known: readonly Survivor[]): string[] {
  const { id } = judged.exercise;
  const { length } = withoutReason(judged, known);
  const holes = `${id}: ${length} without a reason. Add a check that kills it, or a reason to ${SURVIVORS}.`;
  return [
    ...(length > 0 ? [holes] : []),
    ...staleEntries(judged, known).map(
      ({ from, to }) =>
        `${id}: ${SURVIVORS} has a reason for what does not survive: ${from} → ${to}. Take it out.`,
    ),
  ];
}

/** What is wrong with the score of all exercises together. */
export function scoreProblems(all: readonly Judged[]): string[] {
  const { score } = countsOf(all);
  if (score >= LEAST_SCORE) return [];
  return [`The checks kill ${score.toFixed(1)} %, and ${LEAST_SCORE} % is the least.`];
}

function countsOf(all: readonly Judged[]) {
  const mutants = all.flatMap((judged) => judged.mutants).length;
  const killed = mutants - all.flatMap(({ survivors }) => survivors).length;
  return { mutants, killed, score: mutants === 0 ? 0 : (100 * killed) / mutants };
}

function withoutReason(
  { exercise, survivors }: Judged,
  known: readonly Survivor[],
): Mutant[] {
  return survivors.filter((mutant) => reasonFor(exercise, mutant, known) === undefined);
}
