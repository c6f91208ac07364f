/**
 * A report as lines for the terminal. A mark and a word say how a check went; colour only adds.
 */
import type { Exercise } from '../catalogue.ts';
import { colours } from '../colours.ts';
import { shortName } from '../contents.ts';
import { printable } from '../text/printable.ts';
import { fitTraceLine } from '../text/trace-line.ts';
import { proseWidth, wrap } from '../text/wrap.ts';
import type { Mistake } from './mistakes.ts';
import { type CheckResult, LOADING, type Outcome, type Report } from './report.ts';

const outcomeWidth = 'passed'.length;
/** What stands under a check begins under its name. */
const indent = ' '.repeat('✓ '.length + outcomeWidth + 1);

/** The title of an exercise, before its checks. */
export function titleLines(exercise: Exercise): string[] {
  return [colours.bold(`${shortName(exercise)} · ${exercise.title}`), ''];
}

/** Stands in nearly every trace, and would be taken for something that the task is about. */
const FIRST_GIVEN_PORT = 60_999;

/** The results of one report, as lines. What a check says in the words of an earlier one is not said again. */
export class ResultLines {
  /** Which check said it first. */
  readonly #saidIn = new Map<string, string>();
  #isPortExplained = false;

  /** The next result, in lines of no more than so many columns. */
  of(result: CheckResult, columns = proseWidth()): string[] {
    const { name, outcome, message, where = '', printed } = result;
    const lines = resultLines(result, columns);
    const said = `${where} ${message}`;
    const earlier = this.#saidIn.get(said);
    if (earlier === undefined) {
      this.#saidIn.set(said, name);
      return [...lines, ...this.#onPort(result, columns)];
    }
    if (message === '') return lines;
    const brief = (reference: string) =>
      resultLines({ name, outcome, message: reference, printed }, columns);
    const precise = brief(`The same as above, in "${earlier}".`);
    return precise.length < lines.length ? precise : brief('The same as above.');
  }

  /** What the port is, where it is seen for the first time. */
  #onPort({ message, trace = [] }: CheckResult, columns: number): string[] {
    const port = new RegExp(`\\b${FIRST_GIVEN_PORT}\\b`);
    if (this.#isPortExplained || ![message, ...trace].some((text) => port.test(text))) {
      return [];
    }
    this.#isPortExplained = true;
    const what = `Port ${FIRST_GIVEN_PORT} has no meaning: it is the first that the simulated kernel gives to whoever asks for any.`;
    return wrap(what, columns, indent);
  }
}

/** A check and what there is to say about it. */
function resultLines(result: CheckResult, columns: number): string[] {
  const { name, message, where, note, trace = [], printed } = result;
  const [first = '', ...situation] = message.split('\n');
  const place = where === undefined ? '' : ` (${where})`;
  const told = [`${first}${place}`, ...situation].join('\n');
  const say = (text: string) => wrap(printable(text), columns, indent);
  const before = `${indent}trace | `;
  return [
    `${mark(result.outcome)} ${name}`,
    ...(message === '' ? [] : say(told)),
    ...trace.map(
      (line) => before + fitTraceLine(printable(line), columns - before.length),
    ),
    ...(note === undefined ? [] : say(note)),
    ...printed.map((line) => `${indent}your output | ${printable(line)}`),
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
    ...(known ? ['', ...wrap(known, proseWidth())] : []),
    '',
    `Stuck? ${colours.cyan(`npx course hint ${short}`)}`,
  ];
}

function mark(outcome: Outcome): string {
  const word = outcome.padEnd(outcomeWidth);
  return outcome === 'passed' ? colours.green(`✓ ${word}`) : colours.red(`✗ ${word}`);
}
