/**
 * Finds the loop that forgets a task, by the order in which its tasks ran.
 */
import { Wrong } from './wrong.ts';

// #region turns
/** How long a task may be kept waiting. */
export interface TurnOptions {
  /** How many turns others may have between two of its own. */
  readonly most: number;
  /** Tasks that had something to do to the end. The others, until their last turn. */
  readonly toTheEnd?: readonly string[];
}

/**
 * Throws if a task was starved. `turns` are the names of the tasks in the order in which they ran,
 * as the check's own tasks have noted them.
 * @throws {Wrong} that says which task, and who ran instead.
 */
export function expectFairTurns(
  turns: readonly string[],
  { most, toTheEnd = [] }: TurnOptions,
): void {
  for (const task of new Set([...turns, ...toTheEnd])) {
    const own = turns.flatMap((turn, index) => (turn === task ? [index] : []));
    const ends = toTheEnd.includes(task) ? [...own, turns.length] : own;
    let from = 0;
    for (const to of ends) {
      if (to - from > most) {
        throw new Wrong(
          `Task ${task} had something to do and got no turn, while others had ${to - from}: ` +
            `${shown(turns.slice(from, to))}. What makes your loop come round to everyone?`,
        );
      }
      from = to + 1;
    }
  }
}

function shown(turns: readonly string[]): string {
  const most = 12;
  return turns.length <= most
    ? turns.join(', ')
    : `${turns.slice(0, most).join(', ')}, …`;
}
// #endregion
