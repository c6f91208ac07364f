/**
 * What came of the answer, the most important first: the first check that failed, what mistake
 * that looks like, what the compiler says; then everything else.
 */
import { join, relative } from 'node:path';
import { shortName } from '../contents.ts';
import { answerFile } from '../exercises/answer-file.ts';
import { ResultLines } from '../exercises/format-report.ts';
import { type CheckResult, LOADING } from '../exercises/report.ts';
import { hasRun } from '../progress.ts';
import { breakParagraphs } from '../text/paragraphs.ts';
import { printable } from '../text/printable.ts';
import { proseWidth, wrap } from '../text/wrap.ts';
import { welcomeLines } from '../welcome.ts';
import {
  exerciseAt,
  openExercises,
  type Run,
  type Types,
  type WatchState,
} from './state.ts';

/** More type errors than these are counted, not shown: the first is likely the cause. */
const mostTypeProblems = 3;

/** The page, in lines of no more than so many columns. */
export function resultPage(state: WatchState, terminalColumns: number): string[] {
  const columns = proseWidth(terminalColumns);
  if (!state.isStarter) return runLines(state, state.run, columns);
  return [
    ...beginning(state, columns),
    '',
    'What the checks say of the starter:',
    '',
    ...runLines(state, state.run, columns),
  ];
}

function runLines(state: WatchState, run: Run, columns: number): string[] {
  switch (run.kind) {
    case 'trouble':
      return wrap(printable(run.message), columns);
    case 'running':
      if (run.results.length === 0 && run.before !== undefined) {
        return runLines(state, run.before, columns);
      }
      return checkLines(run.results, [], columns);
    case 'finished': {
      const { report, mistake } = run;
      if (report.passed) {
        return [
          ...wrap(afterPassing(state), columns),
          ...typeLines(state.types, columns),
          '',
          ...checkLines(report.checks, [], columns),
        ];
      }
      // What a file that is no TypeScript has for types is nobody's concern.
      const types =
        report.checks[0]?.name === LOADING ? { kind: 'unknown' as const } : state.types;
      const known = mistake && `This behaves like a known mistake: ${mistake.diagnosis}`;
      const remarks = [
        ...(known === undefined ? [] : wrap(known, columns)),
        ...typeLines(types, columns),
      ];
      return checkLines(report.checks, remarks, columns);
    }
  }
}

/** The first check that failed, the remarks on it, and the others in their order. */
function checkLines(
  checks: readonly CheckResult[],
  remarks: readonly string[],
  columns: number,
): string[] {
  const first = checks.find(({ outcome }) => outcome !== 'passed');
  const results = new ResultLines();
  const lines = (check: CheckResult) => results.of(check, columns);
  if (first === undefined) return checks.flatMap(lines);
  const others = checks.filter((check) => check !== first);
  return [
    ...lines(first),
    ...(remarks.length > 0 ? ['', ...remarks] : []),
    ...(others.length > 0 ? [''] : []),
    ...others.flatMap(lines),
  ];
}

/** What the compiler has to say, a line or two for each error. */
export function typeLines(types: Types, columns: number): string[] {
  if (types.kind === 'unavailable') return wrap(`types: ${types.why}`, columns);
  if (types.kind === 'unknown') return [];
  const { problems } = types;
  const more = problems.length - mostTypeProblems;
  return [
    ...problems
      .slice(0, mostTypeProblems)
      .flatMap(({ place, message }) => wrap(`types: ${place} ${message}`, columns)),
    ...(more > 0 ? [`types: and ${more} more`] : []),
  ];
}

function afterPassing(state: WatchState): string {
  const compare =
    'd compares your answer with the reference, s shows the reference and why it is so.';
  const open = openExercises(state);
  if (open.length === 0) return `${compare}\nYou have passed every exercise.`;
  const next = exerciseAt(state, 1);
  if (next !== undefined)
    return `${compare}\nn goes on: ${shortName(next)} · ${next.title}.`;
  const left = open.map(shortName).join(', ');
  return `${compare}\nThis is the last exercise, but not passed yet: ${left}. l leads there.`;
}

/** For somebody whose file still is the starter: the way to the first save. */
function beginning(state: WatchState, columns: number): string[] {
  const { exercise, chapters, progress, site } = state;
  const chapter = chapters.find(({ id }) => id === exercise.chapter);
  const isNew = progress.runs.length === 0 && progress.passed.length === 0;
  const programs = chapter?.programs ?? [];
  const done = programs.filter(({ name }) => chapter && hasRun(progress, chapter, name));
  const first = programs.find((program) => !done.includes(program)) ?? programs[0];
  const page = site?.address && `${site.address}chapters/${exercise.chapter}/`;
  const fromHere = (...path: string[]) => relative(process.cwd(), join(...path));
  const steps = [
    ...(chapter
      ? [`Read ${page ?? fromHere(chapter.folder, 'README.md')} (o opens it).`]
      : []),
    ...(chapter && first
      ? [
          `Run its programs in another terminal, ${done.length} of ${programs.length} so far: ` +
            `npx course run ${chapter.number} ${first.name}`,
        ]
      : []),
    `Read the task: ${fromHere(exercise.folder, 'README.md')} (t shows it).`,
    `Write ${fromHere(answerFile(exercise))} and save. The result appears here.`,
  ];
  return [
    ...(isNew ? [...welcomeLines().flatMap((line) => wrap(line, columns)), ''] : []),
    ...breakParagraphs(
      steps.map((step, index) => `${index + 1}. ${step}`),
      columns,
    ),
  ];
}
