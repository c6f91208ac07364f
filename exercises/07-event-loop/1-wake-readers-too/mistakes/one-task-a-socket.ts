/**
 * The article's loop, mended, with its maps from a socket to the one task that waits for it.
 *
 * @diagnosis Two tasks wait for the same socket, and your loop remembers the second in the place of the
 * first, which nobody ever wakes. Remember what each task waits for, not who waits for each socket.
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
  const readers = new Map<Socket, Task>();
  const writers = new Map<Socket, Task>();
  const sleepers = new Map<Task, number>();
  let ready = tasks;
  while (ready.length + readers.size + writers.size + sleepers.size > 0) {
    const next: Task[] = [];
    for (const task of ready) {
      const { done, value: wait } = task.next();
      if (done) continue;
      if (wait === undefined) next.push(task);
      else if ('readable' in wait) readers.set(wait.readable, task);
      else if ('writable' in wait) writers.set(wait.writable, task);
      else sleepers.set(task, wait.untilMs);
    }
    const wakeMs = next.length > 0 ? 0 : Math.min(...sleepers.values());
    const timeoutMs = Math.max(0, wakeMs - currentKernel().monotonicMs());
    if (next.length + readers.size + writers.size + sleepers.size === 0) return;
    const [readable, writable] = select(
      [...readers.keys()],
      [...writers.keys()],
      [],
      timeoutMs,
    );
    for (const socket of readable) move(socket, readers, next);
    for (const socket of writable) move(socket, writers, next);
    const nowMs = currentKernel().monotonicMs();
    for (const [task, untilMs] of sleepers) {
      if (untilMs > nowMs) continue;
      sleepers.delete(task);
      next.push(task);
    }
    ready = next;
  }
}

/** Takes the task that waits for the socket out of one collection and puts it into the other. */
function move(socket: Socket, from: Map<Socket, Task>, to: Task[]): void {
  const task = from.get(socket);
  if (task) to.push(task);
  from.delete(socket);
}
