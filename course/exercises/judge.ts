/**
 * The judge: runs an exercise's checks on an answer, in a process of its own that the runner can
 * kill. Started as `judge.ts EXERCISE_FOLDER ANSWER_FILE FIRST_CHECK KERNELS`.
 *
 * An answer may do anything: block for ever, spin, throw from a timer, end the process. Whatever
 * the judge cannot tell any more, the runner finds out from outside.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { currentKernel, runOn, SystemError } from '../../lib/sys/index.ts';
import { type Check, startPeer, stopPeers } from '../../lib/testing/index.ts';
import { describeError } from './describe-error.ts';
import {
  END_OF_PART,
  EVENTS_DESCRIPTOR,
  type JudgeEvent,
  type Verdict,
} from './judge-events.ts';
import { JudgedKernel } from './judged-kernel.ts';
import { LastCalls } from './last-calls.ts';
import { missingExports } from './missing-exports.ts';
import { LOADING, type Outcome } from './report.ts';
import { type JudgingKernels, nextRun, type RunSetting } from './runs.ts';

const [folder = '', answerFile = '', firstCheck = '0', kernelNames] =
  process.argv.slice(2);
const kernels: JudgingKernels = kernelNames === 'simulated' ? kernelNames : 'both';

process.on('beforeExit', () => tell({ event: 'idle' }));
process.on('exit', (code) => tell({ event: 'exit', code }));
// An error that no call can catch, from a timer or a forgotten promise, ends the part; and this
// process, because nobody knows what state it is in. The runner goes on with another.
let hasCrashed = false;
process.on('uncaughtException', (error) => {
  hasCrashed = true;
  tell({ event: 'end', ...describeError(error, folder, answerFile), more: false });
  void endOutput().then(() => process.exit());
});
// Deep enough for the learner's line, below all of the library's.
Error.stackTraceLimit = 40;
void main();

async function main(): Promise<void> {
  const all = await loadChecks();
  const list = all.filter((check) => nextRun(check, [], kernels) !== undefined);
  const skipped = all.filter((check) => !list.includes(check)).map(({ name }) => name);
  tell({ event: 'checks', names: list.map(({ name }) => name), skipped });
  let answer: object = {};
  const loaded = await runPart(LOADING, onReal, nothingMore, async () => {
    answer = await load(answerFile);
    const missing = missingExports(answer, await load(join(folder, 'starter.ts')));
    if (missing !== undefined) throw missing;
  });
  if (loaded === 'passed') {
    for (const check of list.slice(Number(firstCheck))) await runCheck(check, answer);
  }
  tell({ event: 'done' });
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
const nothingMore = () => undefined;

/** Runs a check as often as there is something to find. */
async function runCheck(check: Check<object>, answer: object): Promise<void> {
  const outcomes: Outcome[] = [];
  const next = (outcome: Outcome) => {
    outcomes.push(outcome);
    return nextRun(check, outcomes, kernels);
  };
  for (;;) {
    const setting = nextRun(check, outcomes, kernels);
    if (setting === undefined) return;
    if (setting.kernel === 'real') startPeerThread();
    const { name, run } = check;
    await runPart(name, setting, next, () => run(answer));
  }
}

let hasPeerThread = false;

/** Lets the thread of the peers start, which is no part of the answer's time. */
function startPeerThread(): void {
  if (!hasPeerThread) startPeer([]).stop();
  hasPeerThread = true;
}

/** Runs one part and tells how it went. `next` answers what is to be run after that outcome. */
async function runPart(
  part: string,
  setting: RunSetting,
  next: (outcome: Outcome) => RunSetting | undefined,
  run: () => void | Promise<void>,
): Promise<Outcome> {
  tell({ event: 'start', part, setting });
  const verdict = await verdictOn(part, setting, run);
  // What the answer has left behind for the event loop belongs to this part: a timer of 0 ms (in
  // Node 1 ms) or a promise that nobody handles may yet throw.
  await setTimeout(1);
  if (hasCrashed) await never;
  tell({ event: 'end', ...verdict, more: next(verdict.outcome) !== undefined });
  stopPeers();
  await endOutput();
  return verdict.outcome;
}

const never = new Promise<never>(() => {});

async function verdictOn(
  part: string,
  { kernel, fault, seed }: RunSetting,
  run: () => void | Promise<void>,
): Promise<Verdict> {
  const simulated = kernel === 'real' ? undefined : new JudgedKernel(seed, fault);
  const calls = new LastCalls(simulated ?? currentKernel());
  try {
    const result = simulated === undefined ? run() : runOn(simulated, run);
    if (result instanceof Promise) {
      // What comes after an `await` would be on the real kernel.
      if (simulated !== undefined) return breakOff(part);
      tell({ event: 'awaiting' });
      await result;
    }
    if (simulated?.stuck !== undefined) throw simulated.stuck;
    return { outcome: 'passed', message: '' };
  } catch (error) {
    const description = describeError(simulated?.stuck ?? error, folder, answerFile);
    // An error of the program's own says all there is to say.
    const isOwn = description.outcome === 'threw' && !(error instanceof SystemError);
    const trace = isOwn ? [] : calls.lines();
    return trace.length === 0 ? description : { trace, ...description };
  } finally {
    calls.stop();
  }
}

function breakOff(part: string): never {
  const message = `the check "${part}" awaits something. Mark it with { only: 'real' }`;
  tell({ event: 'broken', message });
  process.exit();
}

function tell(event: JudgeEvent): void {
  writeSync(EVENTS_DESCRIPTOR, `${JSON.stringify(event)}\n`);
}

/** Marks the end of the part in both outputs, after everything that was printed before. */
async function endOutput(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write(END_OF_PART, () => resolve()));
  }
}
