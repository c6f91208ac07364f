/**
 * Three tasks at once on one thread: a counter, and two senders whose readers take their time.
 */
import {
  count,
  currentKernel,
  portNumber,
  print,
  program,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
  SystemError,
} from 'would-block';
import { named } from 'would-block/trace';
import { costOf, printCost } from './cost.ts';
import { run, type Task } from './loop.ts';

// #region main
export interface Settings {
  port: number;
  secondPort: number;
  steps: number;
}

export function main({ port, secondPort, steps }: Settings): void {
  const tasks = new Set([
    named('counter', counter(steps)),
    named('foo', sender('foo', port)),
    named('bar', sender('bar', secondPort)),
  ]);
  printCost(costOf(() => run(tasks, report)));
}
// #endregion

// #region counter
export function* counter(steps: number): Task {
  let dueMs = currentKernel().monotonicMs();
  let latestMs = 0;
  for (let step = 1; step <= steps; step++) {
    dueMs += 20;
    yield { untilMs: dueMs };
    latestMs = Math.max(latestMs, currentKernel().monotonicMs() - dueMs);
    if (step % Math.ceil(steps / 10) === 0) print(`counter: step ${step}`);
  }
  print(`counter: done, at most ${latestMs.toFixed(1)} ms late`);
}
// #endregion

// #region sender
export function* sender(name: string, port: number): Task {
  const socket = new Socket();
  try {
    socket.setsockopt(SOL_SOCKET, SO_SNDBUF, 64 * 1024);
    socket.connect({ host: '127.0.0.1', port });
    socket.setBlocking(false);
    const mebibyte = new TextEncoder().encode(`${name}\n`.repeat(256 * 1024));
    for (let sent = 1; sent <= 4; sent++) {
      yield* sendAll(socket, mebibyte);
      print(`${name}: ${sent} of 4 MiB sent`);
    }
  } finally {
    socket.close();
  }
}
// #endregion

// #region sendAll
export function* sendAll(socket: Socket, data: Uint8Array): Task {
  let rest = data;
  while (rest.length > 0) {
    const sent = socket.trySend(rest);
    if (sent < 0) yield { writable: socket };
    else rest = rest.subarray(sent);
  }
}
// #endregion

// #region report
/** Says how a task failed. An error that is not the system's is a bug, and ends the program. */
export function report(error: unknown): void {
  if (!(error instanceof SystemError)) throw error;
  print(`a task failed: ${error.message}`);
  process.exitCode = 1;
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Counts, and sends to two ports, all at the same time.',
  settings: {
    port: portNumber(1234),
    secondPort: portNumber(5678),
    steps: count(2000, 'steps of 20 ms to count'),
  },
  main,
});
// #endregion
