/**
 * `course list`: what there is, and what the reader has done of it.
 */
import type { Command } from 'commander';
import { type Chapter, chapters } from '../catalogue.ts';
import { colours } from '../colours.ts';
import {
  difficultyLegend,
  exerciseLines,
  heading,
  legend,
  programLines,
} from '../contents.ts';
import { exerciseEntry, printDocument } from '../for-scripts.ts';
import { hasRun, readProgress } from '../progress.ts';
import type { Progress } from '../progress-file.ts';
import { hang, terminalWidth } from '../text/wrap.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('list')
    .description(
      'list the chapters, their programs and exercises, and what you have done',
    )
    .option('--core', 'only the exercises that everybody does')
    .option('--json', 'print it as one JSON document, for scripts')
    .action(({ core = false, json = false }: { core?: boolean; json?: boolean }) => {
      const progress = readProgress();
      const all = core ? chapters().flatMap(coreOf) : chapters();
      if (json) return printDocument(documentOf(all, progress));
      const parts = all.map((chapter) => chapterLines(chapter, progress));
      const lines = [
        ...parts.flatMap((part) => [...part, '']),
        ...(core ? [lengthOf(all)] : []),
        legend,
        difficultyLegend,
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

function chapterLines(chapter: Chapter, progress: Progress): string[] {
  const columns = terminalWidth();
  const exercises = exerciseLines(chapter, progress);
  return [
    ...hang(`${colours.bold(heading(chapter))}  `, chapter.question, columns, '  '),
    ...programLines(chapter, progress, columns),
    ...(exercises.length > 0 ? ['  Exercises', ...exercises] : []),
  ];
}

/** The chapter with its core exercises alone; nothing of a chapter that has none. */
function coreOf(chapter: Chapter): Chapter[] {
  const exercises = chapter.exercises.filter(({ tags }) => tags.includes('core'));
  return exercises.length > 0 ? [{ ...chapter, exercises }] : [];
}

function lengthOf(all: readonly Chapter[]): string {
  const exercises = all.flatMap((chapter) => chapter.exercises);
  const minutes = exercises.reduce((sum, exercise) => sum + exercise.minutes, 0);
  return `The core is ${exercises.length} exercises, for about ${minutes} minutes.`;
}

function documentOf(all: readonly Chapter[], progress: Progress) {
  return {
    at: progress.at ?? null,
    chapters: all.map((chapter) => ({
      id: chapter.id,
      number: chapter.number,
      slug: chapter.slug,
      title: chapter.title,
      question: chapter.question,
      programs: chapter.programs.map(({ name, summary }) => ({
        name,
        summary,
        run: hasRun(progress, chapter, name),
      })),
      exercises: chapter.exercises.map((exercise) => exerciseEntry(exercise, progress)),
    })),
  };
}
