/**
 * `course start` (npm start): goes on where the reader is. In a terminal it is `course watch`;
 * elsewhere it says where they stand, and what to do next. The site is served beside it.
 */
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { type Chapter, chapters } from '../catalogue.ts';
import { colours } from '../colours.ts';
import { heading, shortName } from '../contents.ts';
import { fromPlace, nextExercise } from '../exercises/chosen-exercise.ts';
import { isInteractive } from '../interactive.ts';
import { readPort } from '../port.ts';
import { hasPassed, hasRun, readProgress } from '../progress.ts';
import type { Progress } from '../progress-file.ts';
import { hasSite, SiteProcess } from '../site-process.ts';
import { welcomeLines } from '../welcome.ts';

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('start')
    .description(
      'go on: the site in a browser, and course watch in a terminal or what to do next',
    )
    .option('--port <port>', 'serve the site on this port; 0 finds one that is free')
    .option('--no-site', 'leave the site alone')
    .action(async ({ port, site }: StartOptions) => {
      const wanted = port === undefined ? undefined : readPort(port);
      const isSiteWanted = site && hasSite();
      if (isInteractive()) {
        const { watchExercises } = await import('../watch/watch.ts');
        process.exitCode = await watchExercises({
          site: isSiteWanted ? { port: wanted } : undefined,
        });
        return;
      }
      const lines = nextSteps(chapters(), readProgress());
      process.stdout.write(`${lines.join('\n')}\n`);
      if (isSiteWanted) {
        process.exitCode = await new SiteProcess({ port: wanted, isHeard: true }).ended;
      }
    });
}

interface StartOptions {
  readonly port?: string;
  readonly site: boolean;
}

/** Something to do next: a command, and what it is about. */
interface Step {
  command: string;
  about: string;
}

/** What a reader should be told who has done this much. */
export function nextSteps(all: readonly Chapter[], progress: Progress): string[] {
  const ordered = fromPlace(all, progress);
  const begun = ordered.filter((chapter) => isBegun(chapter, progress));
  if (begun.length === 0) return welcome(all);
  const steps = [
    ...programStep(begun, progress),
    ...exerciseStep(begun, progress),
    ...chapterStep(ordered.filter((chapter) => !begun.includes(chapter))),
  ];
  if (steps.length === 0) steps.push({ command: 'list', about: 'that is all there is' });
  const width = Math.max(...steps.map(({ command }) => command.length));
  return [
    `${score(all, progress)} Next:`,
    ...steps.map(
      ({ command, about }) =>
        `  ${colours.cyan(`npx course ${command.padEnd(width)}`)}  ${about}`,
    ),
  ];
}

function isBegun(chapter: Chapter, progress: Progress): boolean {
  return (
    chapter.slug === progress.at ||
    chapter.programs.some(({ name }) => hasRun(progress, chapter, name)) ||
    chapter.exercises.some((exercise) => hasPassed(progress, exercise))
  );
}

function welcome([first]: readonly Chapter[]): string[] {
  return [...welcomeLines(), ...(first ? [`Its chapter is ${readme(first)}`] : [])];
}

function score(all: readonly Chapter[], progress: Progress): string {
  const programs = all.flatMap((chapter) =>
    chapter.programs.map(({ name }) => hasRun(progress, chapter, name)),
  );
  const exercises = all.flatMap((chapter) =>
    chapter.exercises.map((exercise) => hasPassed(progress, exercise)),
  );
  return `You have run ${share(programs)} programs and passed ${share(exercises)} exercises.`;
}

function share(done: readonly boolean[]): string {
  return `${done.filter(Boolean).length} of ${done.length}`;
}

/** The first program not run of the chapter where the reader was last, or to which they went. */
function programStep(begun: readonly Chapter[], progress: Progress): Step[] {
  const programLeft = (chapter: Chapter) =>
    chapter.programs.find(({ name }) => !hasRun(progress, chapter, name));
  const chapter = progress.at === undefined ? begun.at(-1) : begun.find(programLeft);
  const program = chapter && programLeft(chapter);
  if (!chapter || !program) return [];
  return [
    {
      command: `run ${chapter.number} ${program.name}`,
      about: `goes on with ${heading(chapter)}: ${readme(chapter)}`,
    },
  ];
}

function exerciseStep(begun: readonly Chapter[], progress: Progress): Step[] {
  const exercise = nextExercise(begun, progress);
  if (!exercise) return [];
  const { title, minutes } = exercise;
  return [
    {
      command: `check ${shortName(exercise)}`,
      about: `is an exercise, ${title} (${minutes} min): ${readme(exercise)}`,
    },
  ];
}

function chapterStep([next]: readonly Chapter[]): Step[] {
  if (!next) return [];
  const [program] = next.programs;
  return [
    {
      command: `run ${[next.number, ...(program ? [program.name] : [])].join(' ')}`,
      about: `begins ${heading(next)}: ${readme(next)}`,
    },
  ];
}

/** The README's path from where the reader stands. */
function readme({ folder }: { folder: string }): string {
  return relative(process.cwd(), join(folder, 'README.md'));
}
