/**
 * Chapters, programs and exercises as lines of text, with a mark before what is done.
 */
import type { Chapter, Exercise } from './catalogue.ts';
import { colours } from './colours.ts';
import { hasPassed, hasRun, isGiven } from './progress.ts';
import type { Progress } from './progress-file.ts';

/** What the marks mean. */
export const legend =
  `${mark('done')} run or passed   ${mark('given')} given by goto   ` +
  `${mark('open')} not yet`;

/** `01 · Blocking` */
export function heading({ number, title }: Chapter): string {
  return `${number} · ${title}`;
}

/** The short name of an exercise: `01/1`. */
export function shortName({ chapter, number }: Exercise): string {
  return `${chapter.split('-', 1)[0]}/${number}`;
}

/** A line for each program of a chapter. */
export function programLines(chapter: Chapter, progress: Progress): string[] {
  const width = Math.max(...chapter.programs.map(({ name }) => name.length));
  return chapter.programs.map(
    ({ name, summary }) =>
      `  ${mark(hasRun(progress, chapter, name) ? 'done' : 'open')} ${name.padEnd(width)}  ${summary}`,
  );
}

/** A line for each exercise of a chapter. */
export function exerciseLines(chapter: Chapter, progress: Progress): string[] {
  return chapter.exercises.map((exercise) => {
    const details = `${exercise.minutes} min, ${'*'.repeat(exercise.difficulty)}`;
    return `  ${mark(stateOf(progress, exercise))} ${shortName(exercise)}  ${exercise.title}  ${details}`;
  });
}

type State = 'done' | 'given' | 'open';

function stateOf(progress: Progress, exercise: Exercise): State {
  if (hasPassed(progress, exercise)) return 'done';
  return isGiven(progress, exercise) ? 'given' : 'open';
}

function mark(state: State): string {
  const marks = {
    done: colours.green('✓'),
    given: colours.yellow('+'),
    open: '·',
  };
  return marks[state];
}
