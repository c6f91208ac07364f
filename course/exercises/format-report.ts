/**
 * A report as lines for the terminal. A mark and a word say how a check went; colour only adds.
 */
import type { Exercise } from '../catalogue.ts';
import { colours } from '../colours.ts';
import { shortName } from '../contents.ts';
import type { Mistake } from './mistakes.ts';
import { type CheckResult, LOADING, type Outcome, type Report } from './report.ts';

const outcomeWidth = 'passed'.length;
/** What stands under a check begins under its name. */
const indent = ' '.repeat('✓ '.length + outcomeWidth + 1);

/** The title of an exercise, before its checks. */
export function titleLines(exercise: Exercise): string[] {
  return [colours.bold(`${shortName(exercise)} · ${exercise.title}`), ''];
}

/** A check and what there is to say about it. */
export function resultLines(result: CheckResult): string[] {
  const { name, message, where, note, printed } = result;
  const place = where === undefined ? '' : ` (${where})`;
  return [
    `${mark(result.outcome)} ${name}`,
    ...(message === '' ? [] : wrap(`${message}${place}`, indent)),
    ...(note === undefined ? [] : wrap(note, indent)),
    ...printed.map((line) => `${indent}${colours.dim('your output |')} ${line}`),
  ];
}

/** After the checks: the score, the known mistake if it is one, what to do next. */
export function conclusionLines(
  exercise: Exercise,
  report: Report,
  mistake: Mistake | undefined,
): string[] {
  const { checks } = report;
  const short = shortName(exercise);
  if (report.passed) {
    const all = checks.length === 1 ? 'The check' : `All ${checks.length} checks`;
    return [
      '',
      `${all} passed. Compare: ${colours.cyan(`npx course solution ${short}`)}`,
    ];
  }
  const passed = checks.filter(({ outcome }) => outcome === 'passed').length;
  const score =
    checks[0]?.name === LOADING
      ? 'The checks were not run.'
      : `${passed} of ${checks.length} checks passed.`;
  const known = mistake && `This behaves like a known mistake: ${mistake.diagnosis}`;
  return [
    '',
    score,
    ...(known ? ['', ...wrap(known, '')] : []),
    '',
    `Stuck? ${colours.cyan(`npx course hint ${short}`)}`,
  ];
}

function mark(outcome: Outcome): string {
  const word = outcome.padEnd(outcomeWidth);
  return outcome === 'passed' ? colours.green(`✓ ${word}`) : colours.red(`✗ ${word}`);
}

/** Breaks a text between words, so that no line is longer than the terminal is wide. */
function wrap(text: string, before: string): string[] {
  const width = Math.max(40, Math.min(process.stdout.columns ?? 80, 100));
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && before.length + longer.length > width) {
        lines.push(before + line);
        line = word;
      } else {
        line = longer;
      }
    }
    return [...lines, before + line];
  });
}
