/**
 * Tasks that write down what becomes of them, on a kernel that is told what happens when; and what
 * onError was told meanwhile.
 */
import { ScriptedKernel, Wrong } from 'would-block/testing';
import type { Task, Wait } from './starter.ts';

export type Answer = typeof import('./starter.ts');

/** A kernel, tasks that write down what becomes of them, and what onError was told. */
export class Scene {
  readonly kernel = new ScriptedKernel();
  /** `the counter at 30 ms`, in the order in which things happened. */
  readonly events: string[] = [];
  readonly told: { error: unknown; task: Task }[] = [];

  note(what: string): void {
    this.events.push(`${what} at ${this.kernel.nowMs} ms`);
  }

  /** Waits for each of these in turn. */
  *task(name: string, ...waits: Wait[]): Task {
    for (const wait of waits) {
      yield wait;
      this.note(name);
    }
  }

  /** Waits for each of these in turn, and throws. */
  *failing(error: unknown, ...waits: Wait[]): Task {
    yield* waits;
    throw error;
  }

  run({ run }: Answer, ...tasks: Task[]): void {
    const set = new Set(tasks);
    this.kernel.run(() =>
      callRun(run, set, (error, task) => this.told.push({ error, task })),
    );
  }

  /** Throws unless that happened, in any order if at the same time, and nothing else. */
  expectEvents(happened: string, ...expected: string[]): void {
    if ([...this.events].sort().join() === [...expected].sort().join()) return;
    throw new Wrong(
      `${happened}. The tasks should go on so: ${expected.join(', ') || 'none of them'}. ` +
        `It was: ${this.events.join(', ') || 'none of them'}.`,
    );
  }

  /** Throws unless onError was told of these, each once and with its own task. */
  expectTold(...expected: (readonly [error: unknown, task: Task])[]): void {
    if (this.told.length !== expected.length) {
      throw new Wrong(
        `${inWords(expected.length, 'task')} failed, and onError was called ${inWords(this.told.length, 'time')}.`,
      );
    }
    for (const [wanted, task] of expected) {
      const found = this.told.find(({ error }) => Object.is(error, wanted));
      if (found === undefined) {
        throw new Wrong(
          `A task threw ${describe(wanted)}, and onError was told ${this.told.map(({ error }) => describe(error)).join(', ')}.`,
        );
      }
      if (found.task === task) continue;
      throw new Wrong(
        `onError was told the right error, and as the task that threw it ${found.task === undefined ? 'none' : 'another one'}.`,
      );
    }
  }
}

/** Runs the answer's loop; what it throws is told in the check's words. */
export function callRun(
  run: Answer['run'],
  tasks: Set<Task>,
  onError: (error: unknown, task: Task) => void,
): void {
  try {
    run(tasks, onError);
  } catch (error) {
    if (error instanceof Wrong) throw error;
    throw new Wrong(
      `run() threw ${describe(error)}, and all tasks that were left have ended with it. ` +
        'Whose error was it, and who should hear of it?',
    );
  }
}

export function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

export function inWords(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

export const fault = new Error('this task has a fault');
