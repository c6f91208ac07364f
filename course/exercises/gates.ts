/**
 * The gates that every exercise must pass before a learner meets it: the starter fails, the
 * reference passes, each known mistake fails in its own way and is told its own diagnosis, and
 * all of that is the same in every run.
 *
 * That the files compile is checked with everything else, by tsc.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { type Exercise, root } from '../catalogue.ts';
import { type Behaviour, behaviourOf, type Failure, sameBehaviour } from './behaviour.ts';
import { conclusionLines } from './format-report.ts';
import { readHints } from './hints.ts';
import { judgeAnswer } from './judge-answer.ts';
import { type Mistake, mistakesOf, recognise, recordedBehaviours } from './mistakes.ts';
import { LOADING, type Report } from './report.ts';
import { Slots } from './slots.ts';

const defaultRuns = 3;

/** How the gates are run. */
export interface GateOptions {
  /** How often each answer is judged. */
  readonly runs?: number;
  /** The repository's root, for the names of files. */
  readonly at?: string;
}

/** What keeps the exercise from passing its gates: a sentence each, with file and remedy. */
export async function gateProblems(
  exercise: Exercise,
  { runs = defaultRuns, at = root }: GateOptions = {},
): Promise<string[]> {
  const judge = (file: string) => judgeRepeatedly(exercise.folder, file, runs);
  const inWords = (file: string, problem: string) =>
    `${exercise.id}: ${relative(at, file)} ${problem}`;
  const missing = missingFiles(exercise).map((file) =>
    inWords(file, 'is missing. Write it.'),
  );
  if (missing.length > 0) return missing;

  const starter = join(exercise.folder, 'starter.ts');
  const reference = join(exercise.solution, 'reference.ts');
  const problems = [
    ...hintProblems(exercise.folder).map((problem) =>
      inWords(join(exercise.folder, 'hints.md'), problem),
    ),
    ...starterProblems(await judge(starter)).map((problem) => inWords(starter, problem)),
    ...referenceProblems(await judge(reference)).map((problem) =>
      inWords(reference, problem),
    ),
  ];
  const mistakes = mistakesOf(exercise.folder);
  const seen = new Map<string, Behaviour>();
  for (const mistake of mistakes) {
    const reports = await judge(mistake.file);
    const [first] = reports;
    const found = [
      ...mistakeProblems(exercise, mistake, reports),
      ...(first ? siblingProblems(behaviourOf(first), seen) : []),
    ];
    problems.push(...found.map((problem) => inWords(mistake.file, problem)));
    if (first) seen.set(mistake.name, behaviourOf(first));
  }
  for (const name of Object.keys(recordedBehaviours(exercise.folder))) {
    if (mistakes.some((mistake) => mistake.name === name)) continue;
    const file = join(exercise.folder, 'mistakes', `${name}.ts`);
    problems.push(inWords(file, `is gone, but behaviour.json knows it. ${refreshIt}`));
  }
  return problems;
}

const refreshIt = 'Run npm run refresh, and look at what it changes.';

/** The runs side by side: what depends on speed shows more easily on a busy machine. */
function judgeRepeatedly(folder: string, file: string, runs: number): Promise<Report[]> {
  const judgeOnce = () => judges.use(() => judgeAnswer(folder, file));
  return Promise.all(Array.from({ length: runs }, judgeOnce));
}

/** As many judges as the machine can run in their time. Those that are stuck mostly sleep. */
const judges = new Slots(2 * availableParallelism());

function missingFiles({ folder, solution }: Exercise): string[] {
  const files = [
    ...['README.md', 'starter.ts', 'checks.ts', 'hints.md', 'mistakes'].map((name) =>
      join(folder, name),
    ),
    ...['README.md', 'reference.ts'].map((name) => join(solution, name)),
  ];
  return files.filter((file) => !existsSync(file));
}

function hintProblems(folder: string): string[] {
  const { length } = readHints(folder);
  return length === 3
    ? []
    : [
        `has ${length} sections (## …). There are three: a question, a pointer, nearly the answer.`,
      ];
}

function starterProblems(reports: readonly Report[]): string[] {
  for (const report of reports) {
    if (report.passed)
      return ['passes all checks. A starter must leave something to do.'];
    if (report.checks[0]?.name === LOADING) {
      return [`cannot be loaded: ${report.checks[0].message}`];
    }
  }
  return instability(reports);
}

function referenceProblems(reports: readonly Report[]): string[] {
  const failed = reports.filter(({ passed }) => !passed);
  const [failure] = failed.flatMap((report) => behaviourOf(report));
  if (failure === undefined) return [];
  const often = `${failed.length} of ${reports.length} runs`;
  return [`fails in ${often}: ${inShort(failure)}. Mend it, or the check.`];
}

function mistakeProblems(
  exercise: Exercise,
  mistake: Mistake,
  reports: readonly Report[],
): string[] {
  const passes = reports.filter(({ passed }) => passed).length;
  if (passes > 0) {
    return [
      `passes all checks in ${passes} of ${reports.length} runs. Add a check that it fails.`,
    ];
  }
  const unstable = instability(reports);
  if (unstable.length > 0) return unstable;
  const [report] = reports;
  const recorded = recordedBehaviours(exercise.folder)[mistake.name];
  if (report === undefined) return [];
  if (recorded === undefined) return [`is not in behaviour.json. ${refreshIt}`];
  if (!sameBehaviour(recorded, behaviourOf(report))) {
    return [`does not behave as recorded in behaviour.json. ${refreshIt}`];
  }
  return showsDiagnosis(exercise, mistake, report)
    ? []
    : [
        'is told another diagnosis than its own. Give each mistake a behaviour of its own.',
      ];
}

function showsDiagnosis(exercise: Exercise, mistake: Mistake, report: Report): boolean {
  const recognised = recognise(exercise.folder, report);
  const output = conclusionLines(exercise, report, recognised).join(' ');
  return output.replace(/\s+/g, ' ').includes(mistake.diagnosis);
}

function siblingProblems(behaviour: Behaviour, seen: Map<string, Behaviour>): string[] {
  const twins = [...seen].filter(([, other]) => sameBehaviour(other, behaviour));
  return twins.map(
    ([name]) =>
      `behaves exactly like ${name}.ts. Add a check that tells them apart, or join them.`,
  );
}

function instability(reports: readonly Report[]): string[] {
  const [first = [], ...others] = reports.map((report) => behaviourOf(report));
  const other = others.find((candidate) => !sameBehaviour(first, candidate));
  if (other === undefined) return [];
  const places = Array.from(
    { length: Math.max(first.length, other.length) },
    (_, at) => at,
  );
  const at = places.find(
    (place) =>
      !sameBehaviour(first.slice(place, place + 1), other.slice(place, place + 1)),
  );
  return [
    `does not fail in the same way in every run: once ${inShort(first[at ?? 0])}, once ` +
      `${inShort(other[at ?? 0])}. Take the race out of that check: hold(), untilRead().`,
  ];
}

function inShort(failure: Failure | undefined): string {
  if (failure === undefined) return 'nothing more fails';
  return `"${failure.check}" ${failure.outcome}: ${failure.message}`;
}
