/**
 * Small experiments, each on the article's loop and on ours: a reader that has something to
 * read, two counters at once, and a task that fails.
 */
import {
  currentKernel,
  flag,
  type InternetAddress,
  print,
  program,
  Socket,
  select,
} from 'would-block';
import { costOf } from './cost.ts';
import { run, type Task } from './loop.ts';
import { counter } from './main.ts';
import { sourceRun } from './source-loop.ts';

// #region faults
interface FaultsSettings {
  reader: boolean;
  naps: boolean;
  error: boolean;
}

export function sourceFaults({ reader, naps, error }: FaultsSettings): void {
  const all = !reader && !naps && !error;
  if (reader || all) onBothLoops(() => [acceptor(), impatient()]);
  if (naps || all) {
    onBothLoops(
      () => [napper(25), napper(25)],
      () => [sleeper(25), sleeper(25)],
    );
  }
  if (error || all) onBothLoops(() => [counter(5), failing()]);
}

function onBothLoops(theirs: () => Task[], ours = theirs): void {
  print("on the article's loop:");
  printEnd(() => sourceRun(theirs()));
  print('on our loop:');
  printEnd(() => run(new Set(ours()), (error) => print(`a task failed: ${error}`)));
}

function printEnd(runTasks: () => void): void {
  const { wallMs, selects } = costOf(() => {
    try {
      runTasks();
    } catch (error) {
      print(`the loop failed: ${error}`);
    }
  });
  print(`ended after ${wallMs.toFixed()} ms; calls of select(): ${selects}`);
}
// #endregion

// #region reader
function* acceptor(): Task {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen();
  const client = new Socket();
  client.connect(listener.getsockname() as InternetAddress);
  print('somebody has connected: the listener is readable');
  yield { readable: listener };
  print('the acceptor was woken');
  client.close();
  listener.close();
}

function* impatient(): Task {
  const endMs = currentKernel().monotonicMs() + 200;
  while (currentKernel().monotonicMs() < endMs) yield { untilMs: endMs };
  throw new Error('200 ms are over');
}
// #endregion

// #region naps
function* napper(steps: number): Task {
  for (let step = 1; step <= steps; step++) {
    select([], [], [], 20);
    yield;
  }
}

function* sleeper(steps: number): Task {
  let dueMs = currentKernel().monotonicMs();
  for (let step = 1; step <= steps; step++) {
    dueMs += 20;
    yield { untilMs: dueMs };
  }
}
// #endregion

// #region failing
function* failing(): Task {
  yield;
  throw new Error('this task has a fault');
}
// #endregion

// #region program
program(import.meta.url, {
  summary: "Shows faults of the article's loop, and the same tasks on ours.",
  settings: {
    reader: flag('only a task that waits for a readable socket'),
    naps: flag('only two counters at once'),
    error: flag('only a task that fails'),
  },
  main: sourceFaults,
});
// #endregion
