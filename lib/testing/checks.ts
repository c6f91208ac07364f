/**
 * The form of an exercise's `checks.ts`: a list of named checks of the learner's file.
 *
 * A check is a function that receives the module under test and throws `Wrong`, or returns. It may
 * block in system calls. The exercise runner runs each on the simulated kernel, with such faults
 * as it asks for, and on the real one, where it has a deadline and a process of its own.
 */
import type { FaultName } from '../sim/index.ts';

// #region options
/** The two kernels that a check can run on. */
export type KernelKind = 'real' | 'simulated';

/** How a check is run. */
export interface CheckOptions {
  /**
   * The one kernel on which the check makes sense: `real` where it looks at the clock on the wall
   * or awaits something, `simulated` where it is about virtual time. Else it runs on both.
   */
  readonly only?: KernelKind;
  /** What the simulated kernel makes the answer suffer, one after the other. */
  readonly faults?: readonly FaultName[];
}

/** One thing that an answer must do. */
export interface Check<Answer> extends CheckOptions {
  /** What is checked, as the learner reads it: "a message that comes in three pieces". */
  readonly name: string;
  readonly run: (answer: Answer) => void | Promise<void>;
}
// #endregion

// #region checks
/**
 * Gives the list its type: `export default checks<typeof import('./starter.ts')>([…])`.
 * `options` hold for each check that does not say otherwise.
 * @throws {RangeError} if there is no check, or if two have the same name.
 */
export function checks<Answer>(
  list: readonly Check<Answer>[],
  options: CheckOptions = {},
): readonly Check<Answer>[] {
  if (list.length === 0) throw new RangeError('An exercise needs at least one check');
  const names = new Set<string>();
  for (const { name } of list) {
    if (names.has(name)) throw new RangeError(`Two checks are named "${name}"`);
    names.add(name);
  }
  return list.map((each) => ({ ...options, ...each }));
}

/**
 * A check: its name, and a function that throws `Wrong` if the answer does not do it.
 * @throws {RangeError} if the name is empty, or if faults are asked for on the real kernel alone.
 */
export function check<Answer>(
  name: string,
  run: Check<Answer>['run'],
  options: CheckOptions = {},
): Check<Answer> {
  if (name.trim() === '') throw new RangeError('A check needs a name');
  if (options.only === 'real' && options.faults?.length) {
    throw new RangeError(
      `"${name}" asks for faults, which the real kernel does not have`,
    );
  }
  return { name, run, ...options };
}
// #endregion
