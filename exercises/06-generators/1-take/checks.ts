/**
 * Sources that tell what is done with them: how much was read, and whether they were ended.
 */
import { check, checks, Wrong } from 'would-block/testing';

type Answer = typeof import('./starter.ts');

/** Numbers from 0, and what became of them. Asked for more than `most`, it gives up. */
class Source implements Iterable<number> {
  read = 0;
  ended = false;
  readonly #length: number;

  constructor(length = Number.POSITIVE_INFINITY) {
    this.#length = length;
  }

  *[Symbol.iterator](): Generator<number, void, void> {
    try {
      for (let number = 0; number < this.#length; number += 1) {
        if (number === most) {
          throw new Wrong(
            `${most} items were read of a source that has no end. Who asks for them all?`,
          );
        }
        this.read += 1;
        yield number;
      }
    } finally {
      this.ended = true;
    }
  }
}

const most = 1000;

function expectItems(items: readonly unknown[], expected: string): void {
  if (items.join() !== expected) {
    throw new Wrong(`take() yielded [${items.join(', ')}], not [${expected}].`);
  }
}

function expectRead(source: Source, expected: number, when: string): void {
  if (source.read === expected) return;
  const items = source.read === 1 ? '1 item was' : `${source.read} items were`;
  throw new Wrong(
    `${when}, ${items} read of the source, not ${expected}. When does your loop ask for the next?`,
  );
}

function expectEnded(source: Source, when: string): void {
  if (source.ended) return;
  throw new Wrong(
    `${when}, and the source still stands at its yield: its finally was never run. Who calls its ` +
      'return()?',
  );
}

export default checks<Answer>(
  [
    check('the first three of a source without an end', ({ take }) => {
      const source = new Source();
      expectItems([...take(source, 3)], '0,1,2');
      expectRead(source, 3, 'All three had been taken');
      expectEnded(source, 'All three had been taken');
    }),

    check('nothing is read before it is wanted', ({ take }) => {
      const source = new Source();
      const taken = take(source, 5);
      expectRead(source, 0, 'take() had been called');
      taken.next();
      expectRead(source, 1, 'One item had been asked for');
      taken.next();
      expectRead(source, 2, 'Two items had been asked for');
      taken.return();
      expectRead(source, 2, 'The consumer had left after two items');
    }),

    check('none', ({ take }) => {
      const source = new Source();
      expectItems([...take(source, 0)], '');
      expectRead(source, 0, 'None had been wanted');
    }),

    check('a source with fewer items', ({ take }) => {
      const source = new Source(2);
      expectItems([...take(source, 5)], '0,1');
    }),

    check('a source with as many items', ({ take }) => {
      const source = new Source(2);
      expectItems([...take(source, 2)], '0,1');
      expectEnded(source, 'Both items had been taken');
    }),

    check('a consumer that leaves', ({ take }) => {
      const source = new Source();
      for (const number of take(source, 5)) if (number === 1) break;
      expectRead(source, 2, 'The consumer had left after two items');
      expectEnded(source, 'The consumer had left');
    }),

    check('a consumer that throws an error into it', ({ take }) => {
      const source = new Source();
      const taken = take(source, 5);
      taken.next();
      const thrown = new Error('thrown by the consumer');
      try {
        taken.throw(thrown);
        throw new Wrong('The consumer threw an error into take(), and it was swallowed.');
      } catch (error) {
        if (error !== thrown) throw error;
      }
      expectEnded(source, 'The consumer had thrown an error');
    }),

    check('a source that holds nothing but undefined and null', ({ take }) => {
      const items = [...take([undefined, null, undefined, null], 3)];
      if (items.length !== 3) {
        throw new Wrong(
          `Of four items that are undefined or null three were wanted, and ${items.length} came. An item may ` +
            'have any value. How do you know that the source is at its end?',
        );
      }
    }),

    check('two that are read by turns', ({ take }) => {
      const [one, other] = [take(new Source(), 3), take(new Source(), 3)];
      const items: number[] = [];
      for (let turn = 0; turn < 3; turn += 1) {
        for (const { value } of [one.next(), other.next()]) items.push(value ?? -1);
      }
      if (items.join() === '0,0,1,1,2,2') return;
      throw new Wrong(
        `Three items were taken of each of two sources, by turns: ${items.map((item) => (item < 0 ? 'the end' : item)).join(', ')}. ` +
          'What do two calls of take() have in common?',
      );
    }),

    check('an error of the source', ({ take }) => {
      const broken = new Error('the source is broken');
      function* source(): Generator<number, void, void> {
        yield 1;
        throw broken;
      }
      try {
        const items = [...take(source(), 2)];
        throw new Wrong(
          `The source threw an error, and take() yielded [${items}] as if all were well.`,
        );
      } catch (error) {
        if (error !== broken) throw error;
      }
    }),
  ],
  { only: 'simulated' },
);
