/**
 * `course check [EXERCISE…]`: runs the checks of one exercise, or of several, on what the reader
 * has written. It ends with 0 if all are passed, else with 1.
 */
import type { Command } from 'commander';
import { FAILED } from '../../lib/program/exit-codes.ts';
import type { Exercise } from '../catalogue.ts';
import { answerFile } from '../exercises/answer-file.ts';
import {
  type Checked,
  checkExercise,
  checkIfBegun,
} from '../exercises/check-exercise.ts';
import {
  chosenExercise,
  chosenExercises,
  NOTHING_LEFT,
} from '../exercises/chosen-exercise.ts';
import { conclusionLines, ResultLines, titleLines } from '../exercises/format-report.ts';
import { isReference, isStillGiven, passCounts } from '../exercises/mark-passed.ts';
import type { JudgingKernels } from '../exercises/runs.ts';
import {
  beginningLines,
  givenLines,
  skippedLines,
  summaryLines,
  totalLines,
  uncountedLines,
} from '../exercises/summary-lines.ts';
import { exerciseNames, pathFromRoot, printDocument } from '../for-scripts.ts';
import { simulationHere } from '../simulation-here.ts';

interface CheckOptions {
  readonly all?: boolean;
  readonly core?: boolean;
  readonly json?: boolean;
  readonly sim?: boolean;
}

/** Adds the command to the command line. */
export function register(program: Command): void {
  program
    .command('check')
    .description('check what you have written for an exercise, or for several')
    .argument(
      '[exercises...]',
      '01/1 or receive-exactly, or 01 for all of a chapter; else where you go on',
    )
    .option('--all', 'check all that you have begun, and count the others as not passed')
    .option('--core', 'the same, of the core alone')
    .option('--sim', 'on the simulated kernel alone, which does not count')
    .option('--json', 'print the results as one JSON document, for scripts')
    .action(check);
}

async function check(names: string[], options: CheckOptions): Promise<void> {
  const { all = false, core = false, json = false, sim = false } = options;
  const { isSimulated, notice } = simulationHere(sim);
  if (notice !== undefined) process.stderr.write(`${notice}\n`);
  const kernels = isSimulated ? 'simulated' : 'both';
  const isNamed = all || core || names.length > 0;
  const exercises = isNamed ? chosenExercises({ names, all, core }) : nextExercises();
  const [only, ...more] = exercises;
  const wantsSummary = all || core || more.length > 0;
  const checked =
    only === undefined || wantsSummary
      ? await checkSeveral(exercises, kernels, json)
      : [await checkOne(only, kernels, json)];
  if (json) printDocument(documentOf(checked));
  else if (only === undefined) print([NOTHING_LEFT]);
  else if (wantsSummary) print(totalLines(checked));
  if (!checked.every(({ report }) => report.passed)) process.exitCode = FAILED;
}

/** The exercise where the reader goes on; none if none is left. */
function nextExercises(): Exercise[] {
  const next = chosenExercise(undefined);
  return next === undefined ? [] : [next];
}

/** For somebody at work on this exercise, who would like to hear all about it. */
async function checkOne(
  exercise: Exercise,
  kernels: JudgingKernels,
  json: boolean,
): Promise<Checked> {
  if (json) return checkExercise(exercise, kernels);
  print(titleLines(exercise));
  const results = new ResultLines();
  const checked = await checkExercise(exercise, kernels, (result) =>
    print(results.of(result)),
  );
  const { report } = checked;
  print(skippedLines(report));
  if (report.passed && !passCounts(report)) print(uncountedLines(exercise));
  else print(conclusionLines(exercise, report, checked.mistake));
  if (!checked.begun) print(beginningLines(exercise));
  else if (isStillGiven(exercise)) print(givenLines(exercise));
  return checked;
}

async function checkSeveral(
  exercises: readonly Exercise[],
  kernels: JudgingKernels,
  json: boolean,
): Promise<Checked[]> {
  const all: Checked[] = [];
  for (const exercise of exercises) {
    const checked = await checkIfBegun(exercise, kernels);
    all.push(checked);
    if (!json) print([...summaryLines(checked), ...skippedLines(checked.report)]);
  }
  return all;
}

function documentOf(all: readonly Checked[]) {
  return {
    passed: all.every(({ report }) => report.passed),
    exercises: all.map(({ exercise, begun, report, mistake }) => ({
      ...exerciseNames(exercise),
      tags: exercise.tags,
      answer: pathFromRoot(answerFile(exercise)),
      begun,
      isReference: begun && isReference(exercise),
      passed: report.passed,
      checks: report.checks,
      ...(report.skipped && { skipped: report.skipped, counts: passCounts(report) }),
      mistake: mistake ? { name: mistake.name, diagnosis: mistake.diagnosis } : null,
    })),
  };
}

function print(lines: readonly string[]): void {
  if (lines.length === 0) return;
  process.stdout.write(`${lines.join('\n')}\n`);
}
