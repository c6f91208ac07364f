/**
 * The mutants that survive for a reason: nobody can tell them from the reference, or only by what
 * the task leaves open. They are listed, and the list is held against what really survives.
 */
import { join } from 'node:path';
import { chapters, type Exercise, root } from '../catalogue.ts';
import { Fields } from '../fields.ts';
import type { Judged } from './judge-mutants.ts';
import type { Mutant } from './mutate.ts';

/** The file that lists them, relative to the repository's root. */
export const SURVIVORS = 'course/mutants/survivors.yaml';

/** A mutant that the checks are right to pass. */
export interface Survivor extends Pick<Mutant, 'from' | 'to'> {
  /** The exercise's key. */
  readonly exercise: Exercise['key'];
  readonly reason: string;
}

/** Reads the list. @throws {UsageError} for a file that is wrong, or an exercise that is gone. */
export function readSurvivors(at = root): Survivor[] {
  const file = Fields.read(join(at, SURVIVORS), SURVIVORS);
  file.only('survivors');
  const keys = chapters(at).flatMap(({ exercises }) => exercises.map(({ key }) => key));
  return file.textsOrMappings('survivors').map((entry) => {
    if (typeof entry === 'string') return file.refuse('must hold mappings', 'survivors');
    entry.only('exercise', 'from', 'to', 'reason');
    const exercise = entry.text('exercise');
    if (!keys.includes(exercise)) entry.refuse(`is no key: ${exercise}`, 'exercise');
    const [from, to] = [entry.text('from'), entry.text('to')];
    return { exercise, from, to, reason: entry.text('reason') };
  });
}

/** Why a mutant survives; undefined if nobody has said so. */
export function reasonFor(
  { key }: Pick<Exercise, 'key'>,
  mutant: Mutant,
  known: readonly Survivor[],
): string | undefined {
  return known.find((entry) => isAbout(entry, key, mutant))?.reason;
}

/** The entries about a judged exercise that name a mutant which is killed, or none at all. */
export function staleEntries(
  { exercise, mutants, survivors }: Judged,
  known: readonly Survivor[],
): Survivor[] {
  return known.filter((entry) => {
    if (entry.exercise !== exercise.key) return false;
    const named = mutants.filter((mutant) => isAbout(entry, exercise.key, mutant));
    return named.length === 0 || named.some((mutant) => !survivors.includes(mutant));
  });
}

function isAbout(entry: Survivor, key: Exercise['key'], { from, to }: Mutant): boolean {
  return entry.exercise === key && entry.from === from && entry.to === to;
}
