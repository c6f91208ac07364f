/**
 * The loop of chapter 07, without its care for closed sockets. The types are ready for a task
 * that waits for reading or writing, whichever is first; the functions are not.
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
    const isOver = sleep([...tasks].map((task) => waits.get(task)));
    for (const task of tasks) {
      if (!isOver(waits.get(task))) continue;
      try {
        const { done, value } = task.next({ readable: false, writable: false });
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
function sleep(waits: Wait[]): (wait: Wait) => boolean {
  const readers: Socket[] = [];
  const writers: Socket[] = [];
  let wakeMs = Infinity;
  for (const wait of waits) {
    if (wait === undefined) wakeMs = 0;
    else if ('untilMs' in wait) wakeMs = Math.min(wakeMs, wait.untilMs);
    else if (wait.readable) readers.push(wait.readable);
    else if (wait.writable) writers.push(wait.writable);
  }
  const timeoutMs = Math.max(0, wakeMs - currentKernel().monotonicMs());
  const [readable, writable] = select(readers, writers, [], timeoutMs);
  const nowMs = currentKernel().monotonicMs();
  return (wait) => {
    if (wait === undefined) return true;
    if ('untilMs' in wait) return wait.untilMs <= nowMs;
    if (wait.readable) return readable.includes(wait.readable);
    if (wait.writable) return writable.includes(wait.writable);
    return false;
  };
}
