/**
 * The article's loop, as chapter 07 has it, with all its faults.
 */
import { type Socket, select } from 'would-block';

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

/** Takes the task that waits for the socket out of one collection and puts it into the other. */
function move(socket: Socket, from: Map<Socket, Task>, to: Task[]): void {
  const task = from.get(socket);
  if (task) to.push(task);
  from.delete(socket);
}
