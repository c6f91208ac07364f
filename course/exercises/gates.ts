/**
 * The gates that every exercise must pass before a learner meets it: the starter fails, the
 * reference passes, each known mistake fails in its own way and is told its own diagnosis, and
 * all of that is the same in every round.
 *
 * That the files compile is checked with everything else, by tsc.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { type Exercise, root } from '../catalogue.ts';
import { type Behaviour, behaviourOf, type Failure, sameBehaviour } from './behaviour.ts';
import { conclusionLines } from './format-report.ts';
import { judgeRounds } from './gate-rounds.ts';
import { readHints } from './hints.ts';
import { type Mistake, mistakesOf, recognise, recordedBehaviours } from './mistakes.ts';
import { LOADING, type Report } from './report.ts';
import { Slots } from './slots.ts';

const defaultRounds = 20;

/** How the gates are run. */
export interface GateOptions {
  /** How often each answer is judged, with seeds of its own each time: 20 if not given. */
  readonly rounds?: number;
  /** The repository's root, for the names of files. */
  readonly at?: string;
}

/** What keeps the exercise from passing its gates: a sentence each, with file and remedy. */
export async function gateProblems(
  exercise: Exercise,
  { rounds = defaultRounds, at = root }: GateOptions = {},
): Promise<string[]> {
  const { folder } = exercise;
  const inWords = (file: string, problem: string) =>
    `${exercise.id}: ${relative(at, file)} ${problem}`;
  const missing = missingFiles(exercise).map((file) =>
    inWords(file, 'is missing. Write it.'),
  );
  if (missing.length > 0) return missing;

  const starter = join(folder, 'starter.ts');
  const reference = join(exercise.solution, 'reference.ts');
  const mistakes = mistakesOf(folder);
  const others = [starter, ...mistakes.map(({ file }) => file)];
  const judged = await judges.use(() => judgeRounds(folder, reference, others, rounds));
  const reportsOf = (file: string) => judged.get(file) ?? [];
  const problems = [
    ...hintProblems(folder).map((problem) => inWords(join(folder, 'hints.md'), problem)),
    ...starterProblems(reportsOf(starter)).map((problem) => inWords(starter, problem)),
    ...referenceProblems(reportsOf(reference)).map((problem) =>
      inWords(reference, problem),
    ),
  ];
  const seen = new Map<string, Behaviour>();
  for (const mistake of mistakes) {
    const own = reportsOf(mistake.file);
    const [first] = own;
    if (first === undefined) continue;
    const found = [
      ...mistakeProblems(exercise, mistake, own),
      ...siblingProblems(behaviourOf(first), seen),
    ];
    problems.push(...found.map((problem) => inWords(mistake.file, problem)));
    seen.set(mistake.name, behaviourOf(first));
  }
  for (const name of Object.keys(recordedBehaviours(folder))) {
    if (mistakes.some((mistake) => mistake.name === name)) continue;
    const file = join(folder, 'mistakes', `${name}.ts`);
    problems.push(inWords(file, `is gone, but behaviour.json knows it. ${refreshIt}`));
  }
  return problems;
}

const refreshIt = 'Run npm run refresh, and look at what it changes.';

/** As many exercises at once as the machine has processors. */
const judges = new Slots(availableParallelism());

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
  return [];
}

function referenceProblems(reports: readonly Report[]): string[] {
  const failed = reports.filter(({ passed }) => !passed);
  const [failure] = failed.flatMap((report) => behaviourOf(report));
  if (failure === undefined) return [];
  const often = `${failed.length} of ${reports.length} rounds`;
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
      `passes all checks in ${passes} of ${reports.length} rounds. Add a check that it fails.`,
    ];
  }
  const unstable = instability(reports.map(behaviourOf));
  if (unstable.length > 0) return unstable;
  const [report] = reports;
  const recorded = recordedBehaviours(exercise.folder)[mistake.name];
  if (report === undefined) return [];
  if (recorded === undefined) return [`is not in behaviour.json. ${refreshIt}`];
  if (!sameBehaviour(recorded, behaviourOf(report))) {
    const difference = whereTheyPart(
      recorded,
      behaviourOf(report),
      'recorded is',
      'seen is',
    );
    return [`does not behave as recorded in behaviour.json: ${difference}. ${refreshIt}`];
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

/** Where two rounds differ. */
function instability([first = [], ...others]: Behaviour[]): string[] {
  const other = others.find((candidate) => !sameBehaviour(first, candidate));
  if (other === undefined) return [];
  return [
    `does not fail in the same way in every round: ${whereTheyPart(first, other, 'once', 'once')}. ` +
      'Take the race out of that check: hold(), untilRead().',
  ];
}

/** The first failures of two behaviours that are not the same, each after its word. */
function whereTheyPart(
  one: Behaviour,
  other: Behaviour,
  wordForOne: string,
  wordForOther: string,
): string {
  const places = Array.from(
    { length: Math.max(one.length, other.length) },
    (_, place) => place,
  );
  const at = places.findIndex(
    (place) => !sameBehaviour(one.slice(place, place + 1), other.slice(place, place + 1)),
  );
  return `${wordForOne} ${inShort(one[at])}, ${wordForOther} ${inShort(other[at])}`;
}

function inShort(failure: Failure | undefined): string {
  if (failure === undefined) return 'nothing more fails';
  return `"${failure.check}" ${failure.outcome}: ${failure.message}`;
}
