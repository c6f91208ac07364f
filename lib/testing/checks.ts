/**
 * The form of an exercise's `checks.ts`: a list of named checks of the learner's file.
 *
 * A check is a function that receives the module under test and throws `Wrong`, or returns. It may
 * block in real system calls: the exercise runner gives each check a deadline and runs them in a
 * process of their own.
 */

/** One thing that an answer must do. */
export interface Check<Answer> {
  /** What is checked, as the learner reads it: "a message that comes in three pieces". */
  readonly name: string;
  readonly run: (answer: Answer) => void | Promise<void>;
}

/**
 * Gives the list its type: `export default checks<typeof import('./starter.ts')>([…])`.
 * @throws {RangeError} if there is no check, or if two have the same name.
 */
export function checks<Answer>(list: readonly Check<Answer>[]): readonly Check<Answer>[] {
  if (list.length === 0) throw new RangeError('An exercise needs at least one check');
  const names = new Set<string>();
  for (const { name } of list) {
    if (names.has(name)) throw new RangeError(`Two checks are named "${name}"`);
    names.add(name);
  }
  return list;
}

/**
 * A check: its name, and a function that throws `Wrong` if the answer does not do it.
 * @throws {RangeError} if the name is empty.
 */
export function check<Answer>(name: string, run: Check<Answer>['run']): Check<Answer> {
  if (name.trim() === '') throw new RangeError('A check needs a name');
  return { name, run };
}
