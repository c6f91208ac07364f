/**
 * What `course goto` does: makes a later chapter the place where the reader goes on, as if the
 * exercises before it were done.
 */
import { isAppendix } from '../appendix.ts';
import { type Chapter, chapters, type Exercise } from '../catalogue.ts';
import { hasPassed, readProgress, updateProgress } from '../progress.ts';
import { bringAlong, giveAnswer, hasSomethingToKeep } from './answer-file.ts';
import { isReference } from './mark-passed.ts';
import { referenceFile } from './solution.ts';

/** What has become of an earlier exercise. */
export interface Arrival {
  readonly exercise: Exercise;
  /**
   * - `given`: the reference is now its answer
   * - `was given`: it was already, by an earlier `goto`
   * - `kept`: the reader has written something, and it stays
   * - `passed`: likewise, and it was passed
   */
  readonly became: 'given' | 'was given' | 'kept' | 'passed';
}

/** Goes to the chapter. Answers what has become of the exercises of the chapters before it. */
export function goTo(chapter: Chapter): Arrival[] {
  const arrivals = exercisesBefore(chapter).map(arrive);
  const given = arrivals.filter(({ became }) => became === 'given');
  updateProgress((progress) => {
    progress.at = chapter.slug;
    // Where the watch was is not where the reader wants to be.
    delete progress.open;
    const keys = given.map(({ exercise }) => exercise.key);
    progress.given = [...new Set([...progress.given, ...keys])];
  });
  return arrivals;
}

/** An appendix builds on no exercise, and nothing builds on one. */
function exercisesBefore({ number }: Chapter): Exercise[] {
  if (isAppendix(number)) return [];
  return chapters()
    .filter((other) => !isAppendix(other.number) && other.number < number)
    .flatMap(({ exercises }) => exercises);
}

function arrive(exercise: Exercise): Arrival {
  bringAlong(exercise);
  const progress = readProgress();
  if (!hasSomethingToKeep(exercise)) {
    giveAnswer(exercise, referenceFile(exercise));
    return { exercise, became: 'given' };
  }
  if (hasPassed(progress, exercise)) return { exercise, became: 'passed' };
  return { exercise, became: isReference(exercise) ? 'was given' : 'kept' };
}
