/**
 * What is said of exercises as wholes: in a line each where several are checked, and about an
 * answer in which the reader has not written anything yet.
 */
import { join, relative } from 'node:path';
import type { Exercise } from '../catalogue.ts';
import { colours } from '../colours.ts';
import { shortName } from '../contents.ts';
import { proseWidth, terminalWidth, wrap } from '../text/wrap.ts';
import { answerFile } from './answer-file.ts';
import type { Checked } from './check-exercise.ts';
import { ResultLines } from './format-report.ts';
import { LOADING, type Report } from './report.ts';

const indent = '  ';

/** One of several exercises: its score and, if it failed, the checks that did, and the mistake. */
export function summaryLines({ exercise, begun, report, mistake }: Checked): string[] {
  const name = `${shortName(exercise)}  ${exercise.title}`;
  if (!begun) return [`· ${name}: not begun`];
  const { checks, passed } = report;
  if (passed) return [`${colours.green('✓')} ${name}: passed`];
  const right = checks.filter(({ outcome }) => outcome === 'passed').length;
  const score =
    checks[0]?.name === LOADING
      ? 'the checks were not run'
      : `${right} of ${checks.length} checks passed`;
  const columns = proseWidth() - indent.length;
  const failed = checks.filter(({ outcome }) => outcome !== 'passed');
  const results = new ResultLines();
  const known = mistake && `This behaves like a known mistake: ${mistake.diagnosis}`;
  return [
    `${colours.red('✗')} ${name}: ${score}`,
    ...failed
      .flatMap((result) => results.of(result, columns))
      .map((line) => indent + line),
    ...(known ? wrap(known, columns).map((line) => indent + line) : []),
  ];
}

/** The last words about several exercises. */
export function totalLines(all: readonly Checked[]): string[] {
  const passed = all.filter(({ report }) => report.passed).length;
  return ['', `${passed} of ${all.length} exercises passed.`];
}

/** The checks that were left out on the simulated kernel, a line each. */
export function skippedLines({ skipped = [] }: Report): string[] {
  return skipped.map(
    (name) => `- left out ${name}: it means something on the real kernel alone.`,
  );
}

/** The last words about a pass that does not count. */
export function uncountedLines(exercise: Exercise): string[] {
  const command = colours.cyan(`npx course check ${shortName(exercise)}`);
  const what = `Passed on the simulated kernel. It counts when the real one agrees: ${command}`;
  return ['', ...wrap(what, terminalWidth())];
}

/** Where to begin, for somebody whose file is still the starter. */
export function beginningLines(exercise: Exercise): string[] {
  return [
    `This is still the starter. Write in ${fromHere(answerFile(exercise))}`,
    `The task is in ${fromHere(join(exercise.folder, 'README.md'))}`,
  ].flatMap((line) => wrap(line, terminalWidth()));
}

/** For somebody whose file is the reference, because they have skipped the exercise. */
export function givenLines(exercise: Exercise): string[] {
  const reset = colours.cyan(`npx course reset ${shortName(exercise)}`);
  const what = `This is the reference that goto has brought. To write your own: ${reset}`;
  return wrap(what, terminalWidth());
}

function fromHere(file: string): string {
  return relative(process.cwd(), file);
}
