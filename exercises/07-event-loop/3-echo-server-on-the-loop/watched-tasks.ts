/**
 * The tasks of a server, watched: in which turns they run, and what they wait for when a turn is
 * over.
 */
import { currentKernel, type Kernel, type Socket } from 'would-block';
import { kernelWith, type Observation, Wrong } from 'would-block/testing';
import type { Task, Wait } from './loop.ts';

/** Knows of each connection whether its last send() was told that there is no room for more. */
export class RefusedSends {
  /** The current kernel, watched: what accept() returns on it is watched too. */
  readonly kernel: Kernel;
  readonly #refused = new Set<number>();

  constructor() {
    const kernel = currentKernel();
    this.kernel = kernelWith(kernel, {
      accept4: (...call) => {
        const fd = kernel.accept4(...call);
        this.#refused.delete(fd);
        return fd;
      },
      send: (fd, data, length, flags) => {
        const sent = kernel.send(fd, data, length, flags);
        if (sent < length) this.#refused.add(fd);
        else this.#refused.delete(fd);
        return sent;
      },
    });
  }

  /** Whether the kernel has refused the last send(), or a part of it. */
  has(socket: Socket): boolean {
    return this.#refused.has(socket.fileno());
  }
}

/** Tasks, and when each of them was running: what happens then is not the loop's doing. */
export class WatchedTasks extends Set<Task> {
  readonly #turns: { readonly fromMs: number; readonly toMs: number }[] = [];
  readonly #refused: RefusedSends;

  constructor(refused: RefusedSends) {
    super();
    this.#refused = refused;
  }

  /** Adds a task of the check's own, that is not watched. */
  addDirector(director: Task): void {
    super.add(director);
  }

  override add(task: Task): this {
    const next = task.next.bind(task);
    task.next = () => {
      const fromMs = currentKernel().monotonicMs();
      try {
        const step = next();
        if (!step.done) this.#expectReason(step.value);
        return step;
      } finally {
        this.#turns.push({ fromMs, toMs: currentKernel().monotonicMs() });
      }
    };
    return super.add(task);
  }

  #expectReason(wait: Wait): void {
    if (wait === undefined) return;
    if ('untilMs' in wait) {
      throw new Wrong(
        'A task of your server waits for a time. What is to happen then, that select() could not tell it the moment ' +
          'it happens?',
      );
    }
    if (!('writable' in wait) || this.#refused.has(wait.writable)) return;
    throw new Wrong(
      'A task of your server waits until it can write, and send() has not refused it anything. There nearly always is ' +
        'room, and the client waits one more round for its bytes. Who says that there is none?',
    );
  }

  /** Throws if a task of the server slept in a select() of its own. */
  expectNoSleepIn({ calls, slept }: Observation): void {
    const sleeps = calls.filter((call) => call.name === 'select' && slept(call));
    const isInTurn = ({ startMs, endMs = Infinity }: (typeof sleeps)[number]) =>
      this.#turns.some(({ fromMs, toMs }) => startMs >= fromMs && endMs <= toMs);
    if (!sleeps.some(isInTurn)) return;
    throw new Wrong(
      'A task called select() itself, and slept in it. The loop would have asked for all, and the task only for its ' +
        'own: nobody else is served meanwhile. How does a task say what it waits for?',
    );
  }
}
