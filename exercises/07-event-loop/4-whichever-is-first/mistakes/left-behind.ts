/**
 * Keeps those who read and those who write in two maps, and takes a task out of the one that woke it.
 *
 * @diagnosis A task that was woken for one socket stays on the list for the other, and is woken for
 * that when it has long been waiting for something else. When a task goes on, everything that it
 * waited for must be forgotten.
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
  const readers = new Map<Task, Socket>();
  const writers = new Map<Task, Socket>();
  const sleepers = new Map<Task, number>();
  const isReady = (task: Task) =>
    !readers.has(task) && !writers.has(task) && !sleepers.has(task);
  while (tasks.size > 0) {
    const wakeMs = [...tasks].some(isReady) ? 0 : Math.min(...sleepers.values());
    const timeoutMs = Math.max(0, wakeMs - currentKernel().monotonicMs());
    const lists = select([...readers.values()], [...writers.values()], [], timeoutMs);
    const nowMs = currentKernel().monotonicMs();
    for (const task of tasks) {
      const readable = lists[0].some((socket) => socket === readers.get(task));
      const writable = lists[1].some((socket) => socket === writers.get(task));
      const isDue = (sleepers.get(task) ?? Infinity) <= nowMs;
      if (!readable && !writable && !isDue && !isReady(task)) continue;
      if (readable) readers.delete(task);
      if (writable) writers.delete(task);
      if (isDue) sleepers.delete(task);
      try {
        const { done, value } = task.next({ readable, writable });
        if (done) tasks.delete(task);
        else if (value && 'untilMs' in value) sleepers.set(task, value.untilMs);
        else {
          if (value?.readable) readers.set(task, value.readable);
          if (value?.writable) writers.set(task, value.writable);
        }
      } catch (error) {
        tasks.delete(task);
        onError(error);
      }
    }
  }
}
