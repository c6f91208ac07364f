/**
 * The loop of the article that this chapter grew out of, in TypeScript and with all its faults,
 * running the article's program: a counter and two senders.
 */
import { count, portNumber, print, program, type Socket, select } from 'would-block';
import { costOf, printCost } from './cost.ts';
import type { Task } from './loop.ts';
import { type Settings, sender } from './main.ts';

// #region run
export function sourceRun(tasks: Task[]): void {
  const readers = new Map<Socket, Task>();
  const writers = new Map<Socket, Task>();
  let ready = tasks;
  let fd!: Socket;
  while (ready.length > 0 || readers.size > 0 || writers.size > 0) {
    const next: Task[] = [];
    for (const task of ready) {
      const { done, value: wait } = task.next();
      if (done) continue;
      if (wait && 'readable' in wait) readers.set(wait.readable, task);
      else if (wait && 'writable' in wait) writers.set(wait.writable, task);
      else next.push(task);
    }
    const [readable, writable] = select([...readers.keys()], [...writers.keys()], [], 0);
    for (const _reader of readable) move(fd, readers, next);
    for (fd of writable) move(fd, writers, next);
    ready = next;
  }
}

function move(socket: Socket, from: Map<Socket, Task>, to: Task[]): void {
  const task = from.get(socket);
  if (task) to.push(task);
  from.delete(socket);
}
// #endregion

// #region counter
export function* counter(steps: number): Task {
  for (let step = 1; step <= steps; step++) {
    select([], [], [], 20);
    if (step % Math.ceil(steps / 10) === 0) print(`counter: step ${step}`);
    yield;
  }
  print('counter: done');
}
// #endregion

// #region main
export function sourceLoop({ port, secondPort, steps }: Settings): void {
  const tasks = [counter(steps), sender('foo', port), sender('bar', secondPort)];
  printCost(costOf(() => sourceRun(tasks)));
}
// #endregion

// #region program
program(import.meta.url, {
  summary: "Does what main does, on the article's loop.",
  settings: {
    port: portNumber(1234),
    secondPort: portNumber(5678),
    steps: count(2000, 'steps of 20 ms to count'),
  },
  main: sourceLoop,
});
// #endregion
