/**
 * Sleeps for ever unless a task is ready, whoever waits for a time.
 *
 * @diagnosis When nobody is ready, your loop sleeps until a socket is, and tasks that wait for a time
 * have to wait for that too. The nearest of their times is when it must be awake.
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
  const waits = new Map<Task, Wait>(tasks.map((task) => [task, undefined]));
  while (waits.size > 0) {
    const isOver = sleep([...waits.values()]);
    for (const [task, wait] of waits) {
      if (!isOver(wait)) continue;
      const { done, value } = task.next();
      if (done) waits.delete(task);
      else waits.set(task, value);
    }
  }
}

/** Sleeps in one select() until the first of the waits is over. Answers how to tell which. */
function sleep(waits: readonly Wait[]): (wait: Wait) => boolean {
  const readers: Socket[] = [];
  const writers: Socket[] = [];
  let timeoutMs = Infinity;
  for (const wait of waits) {
    if (wait === undefined) timeoutMs = 0;
    else if ('readable' in wait) readers.push(wait.readable);
    else if ('writable' in wait) writers.push(wait.writable);
  }
  const [readable, writable] = select(readers, writers, [], timeoutMs);
  const nowMs = currentKernel().monotonicMs();
  return (wait) => {
    if (wait === undefined) return true;
    if ('readable' in wait) return readable.includes(wait.readable);
    if ('writable' in wait) return writable.includes(wait.writable);
    return wait.untilMs <= nowMs;
  };
}
