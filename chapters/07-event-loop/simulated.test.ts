/**
 * Holds the loop of chapter 07 to exact numbers, on the simulated kernel: it asks select() no
 * more often than it must, and keeps nobody waiting for longer than a step of another task.
 */
import { describe, expect, it } from 'vitest';
import { runOn } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import { kernelWith, readSlowly } from 'would-block/testing';
import { run, type Task } from './loop.ts';
import { counter, report, sender } from './main.ts';

/** One call of select(), and whether a task could go on after it. */
interface Question {
  readonly slept: boolean;
  readonly answer: number;
  /** How many times tasks were resumed until the next question. */
  resumed: number;
}

/** Runs tasks on the kernel, and watches what the loop asks and whom it resumes. */
function watch(kernel: SimulatedKernel, ...tasks: Task[]): Question[] {
  const questions: Question[] = [];
  const watched = kernelWith(kernel, {
    select(...call) {
      const before = kernel.counts.sleeps.select;
      const answer = kernel.select(...call);
      const slept = kernel.counts.sleeps.select !== before;
      questions.push({ slept, answer, resumed: 0 });
      return answer;
    },
  });
  function* seen(task: Task): Task {
    for (let answer = task.next(); ; answer = task.next()) {
      const question = questions.at(-1);
      if (question) question.resumed += 1;
      if (answer.done) return;
      yield answer.value;
    }
  }
  runOn(watched, () => run(new Set(tasks.map(seen)), report));
  return questions;
}

function twoSenders(kernel: SimulatedKernel): Task[] {
  return ['foo', 'bar'].map((name) =>
    sender(name, kernel.startPeer([readSlowly(10_000)]).port),
  );
}

/** How late the counter says it was, at most. */
function latestMs({ output }: SimulatedKernel): number {
  return Number(/^counter: done, at most ([\d.]+) ms late$/m.exec(output)?.[1]);
}

describe('run()', () => {
  it('asks once for each step of a counter, and once to begin', () => {
    const kernel = new SimulatedKernel();
    const steps = 100;
    const questions = watch(kernel, counter(steps));
    expect(questions).toHaveLength(steps + 1);
    expect(questions.map(({ slept }) => slept)).toEqual([
      false,
      ...Array.from({ length: steps }, () => true),
    ]);
    expect(kernel.nowMs).toBeCloseTo(steps * 20, 0);
    expect(latestMs(kernel)).toBe(0);
  });

  it('makes no call to select() that could have been avoided', () => {
    const kernel = new SimulatedKernel();
    const questions = watch(kernel, counter(100), ...twoSenders(kernel));
    for (const { resumed } of questions) expect(resumed).toBeGreaterThan(0);
    // When a task has had its turn, all others wait: the next question sleeps, unless something
    // has become ready meanwhile.
    const idle = questions.slice(1).filter(({ slept, answer }) => !slept && answer === 0);
    expect(idle).toEqual([]);
    expect(kernel.counts.sleeps).toEqual({
      connect: 2,
      select: questions.filter(({ slept }) => slept).length,
    });
  });

  it('sends everything, and closes everything', () => {
    const kernel = new SimulatedKernel();
    const foo = kernel.startPeer([readSlowly(10_000)]);
    watch(kernel, sender('foo', foo.port));
    expect(foo.receivedText()).toBe('foo\n'.repeat(4 * 256 * 1024));
    expect(kernel.openDescriptors()).toEqual([0, 1, 2]);
  });
});

describe('counter', () => {
  it('is never late by more than one step of each other task', () => {
    const kernel = new SimulatedKernel({ callCostMs: { send: 3, other: 0.001 } });
    const longest: number[] = [];
    const senders = twoSenders(kernel).map((task, index) =>
      timed(kernel, task, (tookMs) => {
        longest[index] = Math.max(longest[index] ?? 0, tookMs);
      }),
    );
    watch(kernel, counter(100), ...senders);
    const [foo = 0, bar = 0] = longest;
    expect(latestMs(kernel)).toBeGreaterThan(0);
    expect(latestMs(kernel)).toBeLessThanOrEqual(foo + bar + 0.1);
  });
});

/** The same task. `onStep` is told how long each of its steps took. */
function* timed(
  kernel: SimulatedKernel,
  task: Task,
  onStep: (tookMs: number) => void,
): Task {
  for (;;) {
    const startedMs = kernel.nowMs;
    const answer = task.next();
    onStep(kernel.nowMs - startedMs);
    if (answer.done) return;
    yield answer.value;
  }
}
