/** Which programs the lab can run, and the files that they are made of. */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import typescript from 'typescript';
import type { Chapter, Program } from '../../course/catalogue.ts';
import { heading } from '../../course/contents.ts';
import { hasCompanions } from '../../course/run/cast.ts';
import type {
  LabData,
  LabProgram,
  SimulationData,
} from '../client/lab/program/lab-data.ts';
import { addressFrom } from '../page/addresses.ts';
import { ideas } from './ideas.ts';
import { idleSliders } from './idle-sliders.ts';

/** The chapters whose programs are about waiting, and run on the simulated kernel. */
const CHAPTERS = ['03', '05', '07'];

/** A chapter with its programs that the lab can run. */
export interface LabChapter {
  readonly chapter: Chapter;
  readonly programs: readonly LabProgram[];
}

/** The programs of the lab, chapter by chapter. */
export function labChapters(root: string, chapters: readonly Chapter[]): LabChapter[] {
  return chapters
    .filter(({ number }) => CHAPTERS.includes(number))
    .map((chapter) => ({
      chapter,
      programs: chapter.programs
        .filter(meansSomething)
        .map((program) => labProgram(root, chapter, program)),
    }));
}

/** Where the lab runs a program, as the part of its address behind `lab/`; undefined if it cannot. */
export function labAddress(chapter: Chapter, name: string): string | undefined {
  const program = chapter.programs.find((one) => one.name === name);
  const isThere = program !== undefined && CHAPTERS.includes(chapter.number);
  return isThere && meansSomething(program) ? `#${chapter.number}/${name}` : undefined;
}

/** What the lab's page fetches of them. */
export function labData(root: string, chapters: readonly LabChapter[]): LabData {
  const programs = chapters.flatMap((chapter) => chapter.programs);
  const files = new Set(programs.flatMap((program) => program.files));
  const texts = [...files].map((file) => [file, readFileSync(join(root, file), 'utf8')]);
  return { programs, texts: Object.fromEntries(texts) };
}

/** Whether a program that needs nothing of Node finds whom it talks to on the simulated kernel. */
function meansSomething(program: Program): boolean {
  if (typeof program.simulated === 'string') return false;
  return program.simulated !== undefined || !hasCompanions(program);
}

function labProgram(root: string, chapter: Chapter, program: Program): LabProgram {
  const file = relative(root, program.file);
  const id = `${chapter.number}/${program.name}`;
  return {
    id,
    name: program.name,
    chapter: {
      heading: heading(chapter),
      address: addressFrom('lab/', `chapters/${chapter.id}/`),
    },
    ideas: ideas[id] ?? [],
    idle: idleSliders[id] ?? {},
    summary: program.summary,
    file,
    files: filesOf(root, file),
    options: program.with.join(' '),
    simulation: (program.simulated ?? {}) as SimulationData,
  };
}

/** A file, and those beside it that it imports, and that they import. */
function filesOf(root: string, file: string): string[] {
  const found = new Set([file]);
  // A set goes on to what is added while it is gone through.
  for (const path of found) {
    const text = readFileSync(join(root, path), 'utf8');
    for (const { fileName } of typescript.preProcessFile(text).importedFiles) {
      if (fileName.startsWith('.')) found.add(join(dirname(path), fileName));
    }
  }
  return [...found];
}
