/**
 * Chapters, programs and exercises as lines of text, with a mark before what is done.
 */
import type { Chapter, Exercise } from './catalogue.ts';
import { colours } from './colours.ts';
import type { Progress } from './progress.ts';

/** What the marks mean. */
export const legend = `${mark(true)} run or passed   ${mark(false)} not yet`;

/** `01 · Blocking` */
export function heading({ number, title }: Chapter): string {
  return `${number} · ${title}`;
}

/** The short name of an exercise: `01/1`. */
export function shortName({ chapter, number }: Exercise): string {
  return `${chapter.split('-', 1)[0]}/${number}`;
}

/** Whether the reader has run a program of a chapter. */
export function hasRun(progress: Progress, chapter: Chapter, program: string): boolean {
  return progress.runs.includes(`${chapter.id}/${program}`);
}

/** Whether the reader has passed an exercise. */
export function hasPassed(progress: Progress, exercise: Exercise): boolean {
  return progress.passed.includes(exercise.id);
}

/** A line for each program of a chapter. */
export function programLines(chapter: Chapter, progress: Progress): string[] {
  const width = Math.max(...chapter.programs.map(({ name }) => name.length));
  return chapter.programs.map(
    ({ name, summary }) =>
      `  ${mark(hasRun(progress, chapter, name))} ${name.padEnd(width)}  ${summary}`,
  );
}

/** A line for each exercise of a chapter. */
export function exerciseLines(chapter: Chapter, progress: Progress): string[] {
  return chapter.exercises.map((exercise) => {
    const details = `${exercise.minutes} min, ${'*'.repeat(exercise.difficulty)}`;
    const done = mark(hasPassed(progress, exercise));
    return `  ${done} ${shortName(exercise)}  ${exercise.title}  ${details}`;
  });
}

function mark(done: boolean): string {
  return done ? colours.green('✓') : '·';
}
