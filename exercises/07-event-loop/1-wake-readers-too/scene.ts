/**
 * Tasks that write down when they were woken, on a kernel that is told what happens when.
 */
import { ScriptedKernel, Wrong } from 'would-block/testing';
import type { Task, Wait } from './starter.ts';

export type Answer = typeof import('./starter.ts');

/** A kernel, and tasks that write down when they were woken. */
export class Scene {
  readonly kernel = new ScriptedKernel();
  /** `reader at 30 ms`, in the order in which they were woken. */
  readonly woken: string[] = [];

  /** Waits for each of these in turn. */
  *task(name: string, ...waits: Wait[]): Task {
    for (const wait of waits) {
      yield wait;
      this.woken.push(`${name} at ${this.kernel.nowMs} ms`);
    }
  }

  run({ run }: Answer, ...tasks: Task[]): void {
    this.kernel.run(() => run(tasks));
  }

  /** Throws unless these were woken, in any order if at the same time, and nobody else. */
  expectWoken(happened: string, ...expected: string[]): void {
    if ([...this.woken].sort().join() === [...expected].sort().join()) return;
    throw new Wrong(
      `${happened}. Woken should be: ${expected.join(', ')}. It was: ${this.woken.join(', ') || 'nobody'}.`,
    );
  }
}

/** How long a select() may sleep. */
export function inWords(timeoutMs: number | undefined): string {
  return timeoutMs === Infinity ? 'without an end' : `${timeoutMs} ms at most`;
}
