import { afterEach, describe, expect, it } from 'vitest';
import { SimulatedKernel } from '../sim/index.ts';
import { currentKernel, runOn } from '../sys/index.ts';
import { recordCalls } from './record-calls.ts';
import { currentTask, named, onTaskStep, type TaskStep } from './tasks.ts';

afterEach(() => onTaskStep(undefined));

/** Closes what is not open, at each step: a call that costs some time, and nothing else. */
function* caller(): Generator<string | undefined, string, void> {
  currentKernel().close(99);
  yield currentTask();
  currentKernel().close(99);
  return 'done';
}

function* failing(): Generator<void, void, void> {
  yield;
  throw new Error('as it came');
}

function* outer() {
  yield* named('inner', caller());
  yield currentTask();
}

describe('named()', () => {
  it('answers the same task, which does the same', () => {
    const task = caller();
    expect(named('one', task)).toBe(task);
    runOn(new SimulatedKernel(), () => {
      expect(task.next()).toEqual({ value: 'one', done: false });
      expect(task.next()).toEqual({ value: 'done', done: true });
    });
    expect(currentTask()).toBeUndefined();
  });

  it('holds for a task within another, and no longer', () => {
    const task = named('outer', outer());
    const seen = runOn(new SimulatedKernel(), () => [...task]);
    expect(seen).toEqual(['inner', 'outer']);
  });

  it('is over when a step throws', () => {
    const task = named('failing', failing());
    task.next();
    expect(() => task.next()).toThrow('as it came');
    expect(currentTask()).toBeUndefined();
  });

  it('tells a recorder whose each call is', () => {
    const recording = recordCalls(new SimulatedKernel(), { currentTask });
    runOn(recording.kernel, () => {
      const [one, two] = [named('one', caller()), named('two', caller())];
      for (const task of [one, two, one]) task.next();
      currentKernel().close(99);
    });
    const tasks = recording.trace.calls.map(({ task }) => task);
    expect(tasks).toEqual(['one', 'two', 'one', undefined]);
  });
});

describe('onTaskStep()', () => {
  it('hears of each step, from its beginning to its end', () => {
    const steps: TaskStep[] = [];
    onTaskStep((step) => steps.push(step));
    const kernel = new SimulatedKernel({ callCostMs: 2 });
    runOn(kernel, () => {
      const task = named('one', caller());
      task.next();
      kernel.poll(null, 0, 10);
      task.next();
    });
    const lengths = steps.map(({ startMs, endMs }) => endMs - startMs);
    expect(steps.map(({ task }) => task)).toEqual(['one', 'one']);
    expect(lengths[0]).toBeGreaterThanOrEqual(2);
    expect(steps[1]?.startMs).toBeGreaterThanOrEqual((steps[0]?.endMs ?? 0) + 10);
  });
});
