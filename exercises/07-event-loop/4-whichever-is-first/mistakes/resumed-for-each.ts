/**
 * Resumes the task once for each of its sockets that is ready.
 *
 * @diagnosis A task whose two sockets are ready at once is resumed twice. The first time it goes on
 * to its next `yield`, and the second answer reaches it there, where it asked something else. Put
 * both into one answer.
 */
import { currentKernel, type Socket, select } from 'would-block';

/** What a task can wait for: sockets, a time, or nothing. */
export type Wait =
  | { readonly readable?: Socket; readonly writable?: Socket }
  | { readonly untilMs: number }
  | undefined;

/** What `yield` answers: which of the task's sockets are ready. */
export interface Ready {
  readonly readable: boolean;
  readonly writable: boolean;
}

export type Task<Result = void> = Generator<Wait, Result, Ready>;

/** Runs tasks until all have ended. */
export function run(tasks: Set<Task>, onError: (error: unknown) => void): void {
  const waits = new WeakMap<Task, Wait>();
  while (tasks.size > 0) {
    const readyFor = sleep([...tasks].map((task) => waits.get(task)));
    for (const task of tasks) {
      for (const ready of readyFor(waits.get(task))) {
        try {
          const { done, value } = task.next(ready);
          if (done) tasks.delete(task);
          else waits.set(task, value);
        } catch (error) {
          tasks.delete(task);
          onError(error);
        }
      }
    }
  }
}

/** Sleeps in one select() until the first of the waits is over. Answers how to tell which. */
function sleep(waits: Wait[]): (wait: Wait) => Ready[] {
  const readers: Socket[] = [];
  const writers: Socket[] = [];
  let wakeMs = Infinity;
  for (const wait of waits) {
    if (wait === undefined) wakeMs = 0;
    else if ('untilMs' in wait) wakeMs = Math.min(wakeMs, wait.untilMs);
    else {
      if (wait.readable) readers.push(wait.readable);
      if (wait.writable) writers.push(wait.writable);
    }
  }
  const timeoutMs = Math.max(0, wakeMs - currentKernel().monotonicMs());
  const lists = select(readers, writers, [], timeoutMs);
  const nowMs = currentKernel().monotonicMs();
  return (wait) => {
    if (wait === undefined) return [noSocket];
    if ('untilMs' in wait) return wait.untilMs <= nowMs ? [noSocket] : [];
    const answers: Ready[] = [];
    if (lists[0].some((socket) => socket === wait.readable)) {
      answers.push({ readable: true, writable: false });
    }
    if (lists[1].some((socket) => socket === wait.writable)) {
      answers.push({ readable: false, writable: true });
    }
    return answers;
  };
}

const noSocket: Ready = { readable: false, writable: false };
