/**
 * The judge: runs an exercise's checks on answers, in a process of its own that the runner can
 * kill. It gets ready as soon as it is started, and begins when the runner gives it an order.
 *
 * An answer may do anything: block for ever, spin, throw from a timer, end the process. Whatever
 * the judge cannot tell any more, the runner finds out from outside.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Check, startPeer } from '../../lib/testing/index.ts';
import { simulationHere } from '../simulation-here.ts';
import { asyncExport } from './async-exports.ts';
import type { JudgeJob } from './judge-job.ts';
import { Parts } from './judge-parts.ts';
import { moveOut, startWatchdog, tell } from './judge-wire.ts';
import { missingExports } from './missing-exports.ts';
import { LOADING, type Outcome } from './report.ts';
import { nextRun, type RunPlan, type RunSetting } from './runs.ts';

moveOut();
const ordered = startWatchdog();
// The thread of the peers: that it starts is no part of an answer's time, and its descriptors are to be open before an answer can
// close some.
if (!simulationHere().isSimulated) startPeer([]).stop();
const { folder, jobs } = await ordered;
process.chdir(folder);
// Deep enough for the learner's line, below all of the library's.
Error.stackTraceLimit = 40;
const parts = new Parts(folder);
void main();

async function main(): Promise<void> {
  const list = await loadChecks();
  for (const [number, job] of jobs.entries()) await judge(job, number, list);
  process.exit();
}

async function loadChecks(): Promise<readonly Check<object>[]> {
  try {
    const module = (await load(join(folder, 'checks.ts'))) as {
      default?: readonly Check<object>[];
    };
    if (Array.isArray(module.default)) return module.default;
    throw new TypeError('checks.ts has no `export default checks([…])`');
  } catch (error) {
    tell({ event: 'broken', message: (error as Error).stack ?? String(error) });
    process.exit();
  }
}

function load(file: string): Promise<object> {
  return import(pathToFileURL(file).href);
}

const onReal: RunSetting = { kernel: 'real', seed: 1 };

async function judge(
  job: JudgeJob,
  number: number,
  all: readonly Check<object>[],
): Promise<void> {
  const { answerFile, firstCheck, mutant } = job;
  const plan: RunPlan = { ...job, secondOpinion: job.isRead };
  const list = all.filter((check) => nextRun(check, [], plan) !== undefined);
  const skipped = all.filter((check) => !list.includes(check)).map(({ name }) => name);
  tell({ event: 'checks', names: list.map(({ name }) => name), skipped });
  // Where StrykerJS's mutants look for which of them is alive.
  Object.assign(globalThis, { __stryker__: { activeMutant: mutant } });
  parts.begin(job, number);
  let answer: object = {};
  const loaded = await parts.run(LOADING, onReal, nothingMore, async () => {
    // A module that has another address is another module: nothing is left of the last job.
    answer = await import(`${pathToFileURL(answerFile).href}?job=${number}`);
    const starter = await load(join(folder, 'starter.ts'));
    const wrong = missingExports(answer, starter) ?? asyncExport(answer, starter);
    if (wrong !== undefined) throw wrong;
  });
  if (loaded === 'passed') {
    for (const check of list.slice(firstCheck)) {
      const outcome = await runCheck(check, answer, plan);
      if (outcome !== 'passed' && job.endsWithFirstFailure) break;
    }
  }
  tell({ event: 'done' });
}

const nothingMore = () => undefined;

/** Runs a check as often as there is something to find. Answers how the last run went. */
async function runCheck(
  { run, ...check }: Check<object>,
  answer: object,
  plan: RunPlan,
): Promise<Outcome | undefined> {
  const outcomes: Outcome[] = [];
  const next = (outcome: Outcome) => {
    outcomes.push(outcome);
    return nextRun(check, outcomes, plan);
  };
  let setting = nextRun(check, outcomes, plan);
  while (setting !== undefined) {
    await parts.run(check.name, setting, next, () => run(answer));
    setting = nextRun(check, outcomes, plan);
  }
  return outcomes.at(-1);
}
