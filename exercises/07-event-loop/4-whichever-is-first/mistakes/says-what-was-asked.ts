/**
 * Wakes the task in time, and repeats to it what it asked for.
 *
 * @diagnosis `yield` answers with what the task asked about. It wants to know what has come of that:
 * the answer is in the lists that select() returned.
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
      const ready = readyFor(waits.get(task));
      if (ready === undefined) continue;
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

/** Sleeps in one select() until the first of the waits is over. Answers how to tell which. */
function sleep(waits: Wait[]): (wait: Wait) => Ready | undefined {
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
    if (wait === undefined) return noSocket;
    if ('untilMs' in wait) return wait.untilMs <= nowMs ? noSocket : undefined;
    const readable = lists[0].some((socket) => socket === wait.readable);
    const writable = lists[1].some((socket) => socket === wait.writable);
    if (!readable && !writable) return undefined;
    return {
      readable: wait.readable !== undefined,
      writable: wait.writable !== undefined,
    };
  };
}

const noSocket: Ready = { readable: false, writable: false };
