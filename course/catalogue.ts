/**
 * What the course holds: its chapters, their programs, their exercises.
 *
 * The folders are the catalogue. A chapter is a folder in `chapters/` with a chapter.yaml, an
 * exercise one in `exercises/CHAPTER/` with an exercise.yaml; there is no third list that could
 * forget one. Folders without such a file are passed over: a learner's answer.ts stays behind
 * where an exercise was renamed.
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Chapter,
  type Exercise,
  type Program,
  readChapters,
  words,
} from './chapter-files.ts';
import { nearest, offer } from './nearest.ts';
import { UsageError } from './usage-error.ts';

export type { Chapter, Exercise, Lesson, LessonStep, Program } from './chapter-files.ts';

/**
 * The absolute path of the repository. COURSE_ROOT sets another one, for tests of the command
 * line against a small course of their own.
 */
export const root: string = realpathSync(
  process.env.COURSE_ROOT ?? fileURLToPath(new URL('..', import.meta.url)),
);

/** More names than these nobody reads where they have mistyped one. */
const MOST_IN_A_SENTENCE = 8;

/** All chapters, in order. Throws UsageError for a YAML file that is wrong. */
export function chapters(at: string = root): Chapter[] {
  return readChapters(at);
}

/**
 * The chapter called `01`, `1`, `blocking` or `01-blocking`. Throws UsageError with the nearest
 * names.
 */
export function findChapter(name: string, at: string = root): Chapter {
  const all = chapters(at);
  const wanted = name.replace(/^chapters\//, '').replace(/\/$/, '');
  const found = all.find(({ id, number, slug }) =>
    [id, number, number.replace(/^0/, ''), slug].includes(wanted.toLowerCase()),
  );
  if (found) return found;
  const ids = all.map(({ id }) => id);
  const slugs = all.map(({ slug }) => slug);
  const isShort = all.length <= MOST_IN_A_SENTENCE;
  const everything = isShort ? ids : all.map(({ number }) => number);
  const offered = offer(wanted, [...slugs, ...ids], everything);
  const where = isShort ? '' : ' npx course list says what they are.';
  throw new UsageError(`There is no chapter "${name}". ${offered}${where}`);
}

/** The program of a chapter called `client` or `client.ts`. Throws UsageError likewise. */
export function findProgram(chapter: Chapter, name: string): Program {
  const wanted = name.replace(/\.ts$/, '');
  const found = chapter.programs.find((program) => program.name === wanted);
  if (found) return found;
  const names = chapter.programs.map((program) => program.name);
  throw new UsageError(
    `Chapter ${chapter.id} has no program "${name}". ${offer(wanted, names)}`,
  );
}

/**
 * The exercise called `01/1`, `receive-exactly`, `01/receive-exactly`, or by its id. Throws
 * UsageError likewise, and for a name that two exercises answer to.
 */
export function findExercise(name: string, at: string = root): Exercise {
  const all = chapters(at).flatMap((chapter) =>
    chapter.exercises.map((exercise) => ({
      exercise,
      names: namesOf(exercise, chapter),
    })),
  );
  const wanted = name.replace(/^exercises\//, '').replace(/\/(answer\.ts)?$/, '');
  const found = all.filter(({ names }) => names.includes(wanted.toLowerCase()));
  const [first, second] = found;
  if (first && !second) return first.exercise;
  if (first) {
    const ids = found.map(({ exercise }) => exercise.id).join(', ');
    throw new UsageError(`There are several exercises called "${name}": ${ids}.`);
  }
  const ids = all.map(({ exercise }) => exercise.id);
  const slugs = all.map(({ exercise }) => exercise.slug);
  const short = all.flatMap(({ names }) => names.slice(0, 1));
  const candidates = [...slugs, ...short, ...ids];
  const isLong =
    all.length > MOST_IN_A_SENTENCE && nearest(wanted, candidates).length === 0;
  const offered = isLong ? 'npx course list names all.' : offer(wanted, candidates, ids);
  throw new UsageError(`There is no exercise "${name}". ${offered}`);
}

/** All names that an exercise answers to; `01/1` is the first. */
function namesOf({ id, number, slug }: Exercise, chapter: Chapter): string[] {
  const short = chapter.number.replace(/^0/, '');
  const own = [number, slug, `${number}-${slug}`];
  const chapterNames = [chapter.number, short, chapter.slug, chapter.id];
  const full = chapterNames.flatMap((before) => own.map((name) => `${before}/${name}`));
  return [...new Set([...full, id, slug, `${number}-${slug}`])];
}

/** A program as a companion of another, with the options that it gets. */
export interface Companion {
  program: Program;
  options: string[];
}

/**
 * The program that `server --quiet` or `01/server --quiet` names, seen from `chapter`. Throws
 * UsageError with the nearest names.
 */
export function findCompanion(
  text: string,
  chapter: Chapter,
  at: string = root,
): Companion {
  const [name = '', ...options] = words(text);
  const slash = name.lastIndexOf('/');
  const home = slash < 0 ? chapter : findChapter(name.slice(0, slash), at);
  return { program: findProgram(home, name.slice(slash + 1)), options };
}
