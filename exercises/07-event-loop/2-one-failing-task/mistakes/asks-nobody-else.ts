/**
 * Leaves select() out in a round in which somebody waits for a closed socket.
 *
 * @diagnosis In a round in which somebody waits for a closed socket, your loop does not call select() at all, and the
 * other sockets wait. It need not sleep then; but may it not look?
 */
import { currentKernel, type Socket, select } from 'would-block';

/** What a task can wait for; undefined means that it is ready and lets others have a turn. */
export type Wait =
  | { readonly readable: Socket }
  | { readonly writable: Socket }
  | { readonly untilMs: number } // a time of the kernel's clock, monotonicMs()
  | undefined;

export type Task<Result = void> = Generator<Wait, Result, void>;

/** Is told what a task has thrown. */
export type OnError = (error: unknown, task: Task) => void;

/** Runs tasks until all have ended. A task may add others to the set. */
export function run(tasks: Set<Task>, onError: OnError): void {
  const waits = new WeakMap<Task, Wait>();
  while (tasks.size > 0) {
    const isOver = sleep([...tasks].map((task) => waits.get(task)));
    for (const task of tasks) {
      if (!isOver(waits.get(task))) continue;
      try {
        const { done, value } = task.next();
        if (done) tasks.delete(task);
        else waits.set(task, value);
      } catch (error) {
        tasks.delete(task);
        onError(error, task);
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
    if (wait === undefined || isClosed(wait)) wakeMs = 0;
    else if ('readable' in wait) readers.push(wait.readable);
    else if ('writable' in wait) writers.push(wait.writable);
    else wakeMs = Math.min(wakeMs, wait.untilMs);
  }
  const timeoutMs = Math.max(0, wakeMs - currentKernel().monotonicMs());
  const isAnyClosed = waits.some((wait) => wait !== undefined && isClosed(wait));
  const [readable, writable]: Socket[][] = isAnyClosed
    ? [[], []]
    : select(readers, writers, [], timeoutMs);
  const nowMs = currentKernel().monotonicMs();
  return (wait) => {
    if (wait === undefined || isClosed(wait)) return true;
    if ('readable' in wait) return readable?.includes(wait.readable) ?? false;
    if ('writable' in wait) return writable?.includes(wait.writable) ?? false;
    return wait.untilMs <= nowMs;
  };
}

/** Whether a task waits for a socket that has been closed: select() would not take it. */
function isClosed(wait: Exclude<Wait, undefined>): boolean {
  if ('untilMs' in wait) return false;
  const socket = 'readable' in wait ? wait.readable : wait.writable;
  return socket.fileno() < 0;
}
