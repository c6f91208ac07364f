/**
 * `course list`: what there is, and what the reader has done of it.
 */
import type { Command } from 'commander';
import { type Chapter, chapters } from '../catalogue.ts';
import { colours } from '../colours.ts';
import { exerciseLines, heading, legend, programLines } from '../contents.ts';
import { readProgress } from '../progress.ts';
import type { Progress } from '../progress-file.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('list')
    .description(
      'list the chapters, their programs and exercises, and what you have done',
    )
    .action(() => {
      const progress = readProgress();
      const parts = chapters().map((chapter) => chapterLines(chapter, progress));
      const lines = [...parts.flatMap((part) => [...part, '']), legend];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

function chapterLines(chapter: Chapter, progress: Progress): string[] {
  const exercises = exerciseLines(chapter, progress);
  return [
    `${colours.bold(heading(chapter))}  ${chapter.question}`,
    ...programLines(chapter, progress),
    ...(exercises.length > 0 ? ['  Exercises', ...exercises] : []),
  ];
}
