/**
 * Keeps readers, writers and sleepers in three collections, and takes a task out of two of them only
 * when it has ended.
 *
 * @diagnosis A task goes on to wait for something else, and your loop still holds what it waited for
 * before against it: it is woken for that too. When a task goes on, its old wait must be forgotten.
 */
import { currentKernel, type Socket, select } from 'would-block';

/** What a task can wait for; undefined means that it is ready and lets others have a turn. */
export type Wait =
  | { readonly readable: Socket }
  | { readonly writable: Socket }
  | { readonly untilMs: number } // a time of the kernel's clock, monotonicMs()
  | undefined;

export type Task<Result = void> = Generator<Wait, Result, void>;

/** Runs tasks until all have ended. */
export function run(tasks: readonly Task[]): void {
  const readers = new Map<Task, Socket>();
  const writers = new Map<Task, Socket>();
  const sleepers = new Map<Task, number>();
  const alive = new Set(tasks);
  let ready = tasks;
  while (alive.size > 0) {
    for (const task of ready) {
      sleepers.delete(task);
      const { done, value: wait } = task.next();
      if (done) {
        for (const all of [alive, readers, writers]) all.delete(task);
      } else if (wait === undefined) sleepers.set(task, 0);
      else if ('readable' in wait) readers.set(task, wait.readable);
      else if ('writable' in wait) writers.set(task, wait.writable);
      else sleepers.set(task, wait.untilMs);
    }
    if (alive.size === 0) return;
    const wakeMs = Math.min(...sleepers.values());
    const timeoutMs = Math.max(0, wakeMs - currentKernel().monotonicMs());
    const [readable, writable] = select(
      [...readers.values()],
      [...writers.values()],
      [],
      timeoutMs,
    );
    const nowMs = currentKernel().monotonicMs();
    ready = [...alive].filter(
      (task) =>
        readable.includes(readers.get(task) as Socket) ||
        writable.includes(writers.get(task) as Socket) ||
        (sleepers.get(task) ?? Infinity) <= nowMs,
    );
  }
}
