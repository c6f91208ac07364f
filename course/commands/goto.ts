/**
 * `course goto CHAPTER`: goes on with a later chapter. The exercises before it get their
 * references as answers, where the reader has written nothing.
 */
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { type Chapter, findChapter } from '../catalogue.ts';
import { colours } from '../colours.ts';
import { heading, shortName } from '../contents.ts';
import { answerFile } from '../exercises/answer-file.ts';
import { type Arrival, goTo } from '../exercises/go-to.ts';
import { exerciseNames, pathFromRoot, printDocument } from '../for-scripts.ts';
import { hang, terminalWidth, wrap } from '../text/wrap.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('goto')
    .description('go on with a chapter; the exercises before it get their references')
    .argument('<chapter>', '05, 5 or select')
    .option('--json', 'print what was done as one JSON document, for scripts')
    .action((name: string, { json = false }: { json?: boolean }) => {
      const chapter = findChapter(name);
      const arrivals = goTo(chapter);
      if (json) printDocument(documentOf(chapter, arrivals));
      else process.stdout.write(`${linesOf(chapter, arrivals).join('\n')}\n`);
    });
}

function linesOf(chapter: Chapter, arrivals: readonly Arrival[]): string[] {
  const fromHere = (file: string) => relative(process.cwd(), file);
  const columns = terminalWidth();
  const width = Math.max(0, ...arrivals.map(({ exercise }) => exercise.title.length));
  const [program] = chapter.programs;
  const run = [chapter.number, ...(program ? [program.name] : [])].join(' ');
  return [
    ...arrivals.flatMap(({ exercise, became }) => {
      const file = fromHere(answerFile(exercise));
      const says = {
        given: `the reference is now in ${file}`,
        'was given': 'has the reference already',
        kept: `keeps what you have written in ${file}`,
        passed: 'is passed',
      };
      const name = `${shortName(exercise)}  ${exercise.title.padEnd(width)}`;
      return hang(`${name}  `, says[became], columns, '  ');
    }),
    ...(arrivals.length > 0 ? [''] : []),
    ...wrap(
      `You are at ${heading(chapter)}: ${fromHere(join(chapter.folder, 'README.md'))}`,
      columns,
    ),
    `It begins with: ${colours.cyan(`npx course run ${run}`)}`,
  ];
}

function documentOf(
  { id, number, title, folder }: Chapter,
  arrivals: readonly Arrival[],
) {
  return {
    chapter: { id, number, title, folder: pathFromRoot(folder) },
    exercises: arrivals.map(({ exercise, became }) => ({
      ...exerciseNames(exercise),
      answer: pathFromRoot(answerFile(exercise)),
      became,
    })),
  };
}
