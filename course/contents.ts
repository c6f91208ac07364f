/**
 * Chapters, programs and exercises as lines of text, with a mark before what is done.
 */
import type { Chapter, Exercise, Program } from './catalogue.ts';
import { colours } from './colours.ts';
import { hasPassed, hasRun, isGiven } from './progress.ts';
import type { Progress } from './progress-file.ts';
import { hang } from './text/wrap.ts';

/** What the marks mean. */
export const legend =
  `${mark('done')} run or passed   ${mark('given')} given by goto   ` +
  `${mark('open')} not yet`;

/** What the stars mean. */
export const difficultyLegend = '* easy   ** medium   *** hard';

/** `01 · Blocking` */
export function heading({ number, title }: Chapter): string {
  return `${number} · ${title}`;
}

/** The short name of an exercise: `01/1`. */
export function shortName({ chapter, number }: Exercise): string {
  return `${chapter.split('-', 1)[0]}/${number}`;
}

/** A line for each program of a chapter, or more where it does not fit into so many columns. */
export function programLines(
  chapter: Chapter,
  progress: Progress,
  columns: number,
): string[] {
  const width = widthOfNames(chapter);
  return chapter.programs.flatMap((program) =>
    programLine(chapter, program, progress, { width, columns }),
  );
}

/** The same, and below each program what `course run` starts with it, with all options. */
export function castLines(
  chapter: Chapter,
  progress: Progress,
  columns: number,
): string[] {
  const width = widthOfNames(chapter);
  const indent = ' '.repeat(width + 6);
  return chapter.programs.flatMap((program) => [
    ...programLine(chapter, program, progress, { width, columns }),
    ...companionsOf(chapter, program).flatMap((line) => hang(indent, line, columns)),
  ]);
}

function widthOfNames({ programs }: Chapter): number {
  return Math.max(...programs.map(({ name }) => name.length));
}

function programLine(
  chapter: Chapter,
  { name, summary }: Program,
  progress: Progress,
  { width, columns }: { width: number; columns: number },
): string[] {
  const state = hasRun(progress, chapter, name) ? 'done' : 'open';
  return hang(`  ${mark(state)} ${name.padEnd(width)}  `, summary, columns);
}

function companionsOf(chapter: Chapter, program: Program): string[] {
  const { needs, visitors } = program;
  if (needs.length + visitors.length === 0) return [];
  const named = (text: string) => companionName(chapter, text);
  return [
    ...(program.with.length > 0 ? [`runs with ${program.with.join(' ')}`] : []),
    ...(needs.length > 0 ? [`starts first: ${needs.map(named).join(', ')}`] : []),
    ...(visitors.length > 0 ? [`starts then: ${visitors.map(named).join(', ')}`] : []),
  ];
}

/** `01 server --quiet`, as one would type it behind `course run`. */
function companionName({ number }: Chapter, text: string): string {
  const [name = ''] = text.split(' ', 1);
  return name.includes('/') ? text.replace('/', ' ') : `${number} ${text}`;
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
