/**
 * Which task runs now, for a record that tells tasks apart.
 *
 * The kernel knows threads, and knows nothing of the tasks that a loop runs on one of them. Who
 * starts a task may give it a name here. From then on each of its steps, from one `next()` to the
 * following `yield`, is known to a recorder, with the calls that are made in it.
 */
import { currentKernel } from '../sys/index.ts';

// #region current
/** One step of a task. Times are in ms, on the clock of the kernel that is recorded. */
export interface TaskStep {
  readonly task: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Gets each step when it is over; of a step within another, both. */
export type StepListener = (step: TaskStep) => void;

let current: string | undefined;
let listener: StepListener | undefined;
let now = () => currentKernel().monotonicMs();

/** The name of the task that runs now; undefined if it has none, or none runs. */
export function currentTask(): string | undefined {
  return current;
}

/** Tells a recorder of each step from now on, by its clock. There is one recorder at most. */
export function onTaskStep(
  hears: StepListener | undefined,
  nowMs = () => currentKernel().monotonicMs(),
): void {
  listener = hears;
  now = nowMs;
}
// #endregion

// #region named
/**
 * Gives a task a name in the record, and answers the same task. It costs a function call a step,
 * and changes nothing else.
 */
export function named<Task extends Iterator<unknown, unknown, never>>(
  name: string,
  task: Task,
): Task {
  const next = task.next.bind(task);
  task.next = (...values) => stepOf(name, () => next(...values));
  return task;
}

function stepOf<Result>(name: string, step: () => Result): Result {
  const before = current;
  current = name;
  const startMs = listener === undefined ? 0 : now();
  try {
    return step();
  } finally {
    current = before;
    listener?.({ task: name, startMs, endMs: now() });
  }
}
// #endregion
