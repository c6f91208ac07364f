/**
 * What chapter.yaml and exercise.yaml say, and how they are read: the shapes of the catalogue.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readSimulation } from '../lib/program/simulation.ts';
import { Fields } from './fields.ts';
import { UsageError } from './usage-error.ts';

/** A program of a chapter, as chapter.yaml describes it. */
export interface Program {
  /** `client` */
  name: string;
  /** The absolute path of its file. */
  file: string;
  /** What it does, in a sentence. */
  summary: string;
  /** Servers to start before it, as companions: `server --quiet` or `01/server`. */
  needs: string[];
  /** Options for it when it runs with companions, or simulated, and the reader gave none. */
  with: string[];
  /** Clients to start once it listens, as companions. */
  visitors: string[];
  /**
   * What it finds on the simulated kernel, as data for `readSimulation`; a text says why it means
   * nothing there. Undefined if chapter.yaml does not say.
   */
  simulated?: object | string | undefined;
}

/** An exercise, as exercise.yaml describes it. */
export interface Exercise {
  /** `01-blocking/1-receive-exactly` */
  id: string;
  /**
   * `receive-exactly`: the one name that never changes, whatever becomes of the folder, the number
   * and the text. Progress is kept under it.
   */
  key: string;
  /** The id of its chapter: `01-blocking`. */
  chapter: string;
  /** `1` */
  number: string;
  /** `receive-exactly` */
  slug: string;
  title: string;
  /** The absolute path of its folder. */
  folder: string;
  /** The absolute path of the folder with its solution. */
  solution: string;
  /** How long it takes, about. */
  minutes: number;
  /** 1 to 3 */
  difficulty: number;
  /** `core`, on the way that everybody goes, or `extra`. */
  tags: string[];
  /** The numbers of the chapters to read before: `01`. */
  needs: string[];
  /** Names of later chapters that its own README introduces. */
  teaches: string[];
  /** Where it is hard, for an instructor; '' if nothing is said about it. */
  stuck: string;
}

/** A chapter, as chapter.yaml describes it. */
export interface Chapter {
  /** `01-blocking` */
  id: string;
  /** `01`, or a letter for an appendix. */
  number: string;
  /** `blocking` */
  slug: string;
  title: string;
  /** The question that it answers. */
  question: string;
  /** The absolute path of its folder. */
  folder: string;
  /** In reading order. */
  programs: Program[];
  /** By number. */
  exercises: Exercise[];
  /** The names and words that it introduces: nothing before it may presuppose them. */
  teaches: string[];
  /** How an instructor goes through it in a room; undefined for a chapter to be read alone. */
  workshop: Lesson | undefined;
}

/** A chapter in a workshop. */
export interface Lesson {
  /** How long it takes until the exercises begin. */
  minutes: number;
  /** What happens, one after the other. */
  steps: LessonStep[];
}

/** Something to say, a question of quiz.yaml to ask aloud, or a program to run. */
export type LessonStep = { say: string } | { ask: string } | { run: string };

/** Reads all chapters, in order. Throws UsageError for a YAML file that is wrong. */
export function readChapters(at: string): Chapter[] {
  const all = entries(join(at, 'chapters'), /^(\d\d|[a-z])-(.+)$/, 'chapter.yaml')
    .map((entry) => readChapter(at, entry))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  refuseTwins(all);
  return all;
}

/** Throws UsageError if two exercises have one key: one would count as passed for the other. */
function refuseTwins(all: readonly Chapter[]): void {
  const seen = new Map<string, string>();
  for (const { id, key } of all.flatMap(({ exercises }) => exercises)) {
    const twin = seen.get(key);
    if (twin !== undefined) {
      const file = `exercises/${id}/exercise.yaml`;
      throw new UsageError(`${file}: key ${key} is that of ${twin} too. Choose another.`);
    }
    seen.set(key, id);
  }
}

interface Entry {
  id: string;
  number: string;
  slug: string;
  folder: string;
  /** The YAML file's absolute path. */
  file: string;
}

/** The folders in `folder` that are named as `pattern` says and hold the YAML file. */
function entries(folder: string, pattern: RegExp, yaml: string): Entry[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((id) => {
    const [, number, slug] = pattern.exec(id) ?? [];
    const file = join(folder, id, yaml);
    if (!number || !slug || !existsSync(file)) return [];
    return [{ id, number, slug, folder: join(folder, id), file }];
  });
}

function readChapter(at: string, { id, number, slug, folder, file }: Entry): Chapter {
  const fields = Fields.read(file, relative(at, file));
  fields.only('title', 'question', 'programs', 'teaches', 'workshop');
  const programs = fields
    .mappings('programs')
    .map(([name, program]) => readProgram(name, folder, program));
  const lesson = fields.mapping('workshop');
  return {
    id,
    number,
    slug,
    title: fields.text('title'),
    question: fields.text('question'),
    folder,
    programs,
    teaches: fields.texts('teaches'),
    workshop: lesson && readLesson(lesson, programs),
    exercises: entries(join(at, 'exercises', id), /^(\d+)-(.+)$/, 'exercise.yaml')
      .map((entry) => readExercise(at, id, entry))
      .sort((one, other) => Number(one.number) - Number(other.number)),
  };
}

function readProgram(name: string, folder: string, fields: Fields): Program {
  fields.only('summary', 'needs', 'with', 'visitors', 'simulated');
  const file = join(folder, `${name}.ts`);
  if (!existsSync(file)) fields.refuse(`has no file ${name}.ts beside it`);
  return {
    name,
    file,
    summary: fields.text('summary'),
    needs: fields.texts('needs'),
    with: words(fields.optionalText('with')),
    visitors: fields.texts('visitors'),
    simulated: readSimulated(fields),
  };
}

function readSimulated(fields: Fields): Program['simulated'] {
  const value = fields.value('simulated');
  if (value === undefined) return undefined;
  if (typeof value === 'string') return fields.text('simulated');
  try {
    readSimulation(value);
    return value as object;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fields.refuse(`makes no sense: ${error.message}`, 'simulated');
  }
}

function readLesson(fields: Fields, programs: readonly Program[]): Lesson {
  fields.only('minutes', 'say');
  const names = programs.map(({ name }) => name);
  return {
    minutes: fields.integer('minutes', 1, 600),
    steps: fields.textsOrMappings('say').map((item) => {
      if (typeof item === 'string') return { say: item };
      item.only('ask', 'run');
      if (item.has('ask')) return { ask: item.text('ask') };
      const run = item.text('run');
      const [name = ''] = words(run);
      if (names.includes(name)) return { run };
      return item.refuse(`runs ${name}, which is none of ${names.join(', ')}`);
    }),
  };
}

function readExercise(at: string, chapter: string, entry: Entry): Exercise {
  const { id, number, slug, folder, file } = entry;
  const fields = Fields.read(file, relative(at, file));
  fields.only(
    'title',
    'key',
    'minutes',
    'difficulty',
    'tags',
    'needs',
    'teaches',
    'stuck',
  );
  return {
    id: `${chapter}/${id}`,
    key: fields.name('key', slug),
    chapter,
    number,
    slug,
    title: fields.text('title'),
    folder,
    solution: join(at, 'solutions', chapter, id),
    minutes: fields.integer('minutes', 1, 600),
    difficulty: fields.integer('difficulty', 1, 3),
    tags: fields.someOf('tags', ['core', 'extra']),
    needs: fields.chapterNumbers('needs'),
    teaches: fields.texts('teaches'),
    stuck: fields.optionalText('stuck'),
  };
}

/** The words of a line as a shell would take them, for names and options without quotes. */
export function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
