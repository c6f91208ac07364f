/**
 * Which exercise a command is about, when the reader need not say.
 */
import { chapters, type Exercise, findExercise } from '../catalogue.ts';
import { hasPassed, readProgress } from '../progress.ts';

/**
 * The exercise of that name or, without a name, the first that is not passed yet; `undefined` if
 * there is none left.
 * @throws {UsageError} for a name that no exercise has.
 */
export function chosenExercise(name: string | undefined): Exercise | undefined {
  if (name !== undefined) return findExercise(name);
  const progress = readProgress();
  return chapters()
    .flatMap(({ exercises }) => exercises)
    .find((exercise) => !hasPassed(progress, exercise));
}
