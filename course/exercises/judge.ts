/**
 * The judge: runs an exercise's checks on an answer, in a process of its own that the runner can
 * kill. Started as `judge.ts EXERCISE_FOLDER ANSWER_FILE FIRST_CHECK`.
 *
 * An answer may do anything: block for ever, spin, throw from a timer, end the process. Whatever
 * the judge cannot tell any more, the runner finds out from outside.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Check, stopPeers } from '../../lib/testing/index.ts';
import { describeError } from './describe-error.ts';
import { END_OF_PART, EVENTS_DESCRIPTOR, type JudgeEvent } from './judge-events.ts';
import { missingExports } from './missing-exports.ts';
import { LOADING } from './report.ts';

const [folder = '', answerFile = '', firstCheck = '0'] = process.argv.slice(2);

process.on('beforeExit', () => tell({ event: 'idle' }));
process.on('exit', (code) => tell({ event: 'exit', code }));
// An error that no call can catch, from a timer or a forgotten promise, ends the part; and this
// process, because nobody knows what state it is in. The runner goes on with another.
process.on('uncaughtException', (error) => {
  tell({ event: 'end', ...describeError(error, folder, answerFile) });
  void endOutput().then(() => process.exit());
});
void main();

async function main(): Promise<void> {
  const list = await loadChecks();
  tell({ event: 'checks', names: list.map(({ name }) => name) });
  let answer: object = {};
  const loaded = await runPart(LOADING, async () => {
    answer = await load(answerFile);
    const missing = missingExports(answer, await load(join(folder, 'starter.ts')));
    if (missing !== undefined) throw missing;
  });
  if (loaded) {
    for (const { name, run } of list.slice(Number(firstCheck))) {
      await runPart(name, () => run(answer));
    }
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

/** Runs one part and tells how it went. Answers whether it passed. */
async function runPart(part: string, run: () => void | Promise<void>): Promise<boolean> {
  tell({ event: 'start', part });
  let passed = false;
  let verdict: JudgeEvent;
  try {
    const result = run();
    if (result instanceof Promise) {
      tell({ event: 'awaiting' });
      await result;
    }
    passed = true;
    verdict = { event: 'end', outcome: 'passed', message: '' };
  } catch (error) {
    verdict = { event: 'end', ...describeError(error, folder, answerFile) };
  }
  tell(verdict);
  stopPeers();
  await endOutput();
  return passed;
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
