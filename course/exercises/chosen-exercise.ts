/**
 * Which exercises a command is about: those that the reader names or, if they name none, the one
 * where they go on.
 */
import {
  type Chapter,
  chapters,
  type Exercise,
  findChapter,
  findExercise,
} from '../catalogue.ts';
import { hasPassed, isGiven, readProgress } from '../progress.ts';
import type { Progress } from '../progress-file.ts';
import { UsageError } from '../usage-error.ts';

/** What is said when there is no exercise to go on with. */
export const NOTHING_LEFT = 'You have passed every exercise.';

/**
 * The exercise of that name or, without a name, the one where the reader goes on; `undefined` if
 * there is none left.
 * @throws {UsageError} for a name that no exercise has.
 */
export function chosenExercise(name: string | undefined): Exercise | undefined {
  return name === undefined
    ? nextExercise(chapters(), readProgress())
    : findExercise(name);
}

/**
 * Where the reader goes on: with the exercise that the watch had open last or, once that is passed,
 * with the first after it that is neither passed nor given. Without one, from the chapter on to
 * which `course goto` led. Those before come last.
 */
export function nextExercise(
  all: readonly Chapter[],
  progress: Progress,
): Exercise | undefined {
  const exercises = fromPlace(all, progress).flatMap((chapter) => chapter.exercises);
  const place = exercises.findIndex(({ key }) => key === progress.open);
  const open = exercises[place];
  if (open !== undefined && !hasPassed(progress, open)) return open;
  return [...exercises.slice(place + 1), ...exercises.slice(0, place + 1)].find(
    (exercise) => !hasPassed(progress, exercise) && !isGiven(progress, exercise),
  );
}

/** The chapters from the one to which `course goto` led, and then those before it. */
export function fromPlace(all: readonly Chapter[], { at }: Progress): Chapter[] {
  const place = Math.max(
    0,
    all.findIndex(({ slug }) => slug === at),
  );
  return [...all.slice(place), ...all.slice(0, place)];
}

/** Which exercises `course check` was asked for. */
export interface Choice {
  /** Exercises and chapters, by any of their names. */
  readonly names: readonly string[];
  readonly all: boolean;
  /** Only those with the tag `core`. */
  readonly core: boolean;
}

/**
 * The exercises that are meant, in their order.
 * @throws {UsageError} for a name that nothing has, or a choice that chooses nothing.
 */
export function chosenExercises({ names, all, core }: Choice): Exercise[] {
  if (all && names.length > 0) {
    throw new UsageError(`--all is every exercise: leave it out, or ${names.join(' ')}.`);
  }
  const every = chapters().flatMap(({ exercises }) => exercises);
  const wanted = new Set(names.flatMap(exercisesCalled).map(({ id }) => id));
  const chosen = every.filter(
    ({ id, tags }) =>
      (names.length === 0 || wanted.has(id)) && (!core || tags.includes('core')),
  );
  if (chosen.length > 0) return chosen;
  const where = names.length > 0 ? ` in ${names.join(', ')}` : '';
  throw new UsageError(`There is no ${core ? 'core ' : ''}exercise${where}.`);
}

/** The exercise of that name, or those of the chapter. */
function exercisesCalled(name: string): Exercise[] {
  // Only exercises have a slash in their names, but for a path to the chapter's folder.
  const isChapter = /^(\d{1,2}|[a-z])$/i.test(name) || isChapterName(name);
  return isChapter ? findChapter(name).exercises : [findExercise(name)];
}

function isChapterName(name: string): boolean {
  const wanted = name.replace(/^(chapters|exercises)\//, '').replace(/\/$/, '');
  return chapters().some(({ id, slug }) => [id, slug].includes(wanted.toLowerCase()));
}
