/**
 * What goes into a generator: values, an error, and the order to end.
 */
import { print, program } from 'would-block';

// #region average
/** Is sent numbers, and yields the average of those so far. */
function* average(): Generator<number | undefined, void, number> {
  let sum = 0;
  let count = 0;
  try {
    for (;;) {
      try {
        sum += yield count === 0 ? undefined : sum / count;
        count += 1;
      } catch (error) {
        print(`  inside: ${(error as Error).message}`);
      }
    }
  } finally {
    print(`  inside: finally, after ${count} numbers`);
  }
}
// #endregion

// #region both-ways
export function bothWays(): void {
  const generator = average();
  show('next(10)', generator.next(10));
  show('next(10)', generator.next(10));
  show('next(20)', generator.next(20));
  show('throw()', generator.throw(new Error('that was no number')));
  show('next(30)', generator.next(30));
  show('return()', generator.return());
  show('next(40)', generator.next(40));
}

function show(call: string, { value, done }: IteratorResult<unknown, unknown>): void {
  print(`${call}: ${value}${done ? ', done' : ''}`);
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends numbers, an error and an end into a generator.',
  settings: {},
  main: bothWays,
});
// #endregion
