/**
 * Sources of letters, some of which note what is done with them.
 */
// cspell:ignore akbl akxblycmz akxlymz akxbycz wxyz akwpblxyz axabbcc akbcd
import { check, checks, Wrong } from 'would-block/testing';

type Answer = typeof import('./starter.ts');

/** The letters of a text, and what became of them. */
class Letters implements Iterable<string> {
  readonly text: string;
  read = 0;
  ended = false;

  constructor(text: string) {
    this.text = text;
  }

  *[Symbol.iterator](): Generator<string, void, void> {
    try {
      for (const letter of this.text) {
        if (letter === '!') throw broken;
        this.read += 1;
        yield letter;
      }
    } finally {
      this.ended = true;
    }
  }
}

const broken = new Error('the source is broken');

/** Throws unless the texts' letters come in this order. */
function expectOrder({ roundRobin }: Answer, texts: string[], expected: string): void {
  let letters = '';
  for (const letter of roundRobin(texts.map((text) => new Letters(text)))) {
    letters += letter;
    if (letters.length > 100) {
      throw new Wrong(
        `Of the sources "${texts.join('", "')}" a hundred items came, and more. When is it over?`,
      );
    }
  }
  if (letters !== expected) {
    throw new Wrong(
      `Of the sources ${texts.map((text) => `'${text}'`).join(', ')} came '${letters}', not '${expected}'.`,
    );
  }
}

function expectAllEnded(sources: readonly Letters[], when: string): void {
  for (const { text, ended, read } of sources) {
    if (ended || read === 0) continue;
    throw new Wrong(
      `${when}, and the source '${text}' still stands at its yield: its finally was never run. Who ` +
        'calls its return()?',
    );
  }
}

export default checks<Answer>(
  [
    check('three sources of one length', (answer) => {
      expectOrder(answer, ['abc', 'klm', 'xyz'], 'akxblycmz');
    }),

    check('the first ends first', (answer) => {
      expectOrder(answer, ['a', 'klm', 'xyz'], 'akxlymz');
    }),

    check('the one in the middle ends first', (answer) => {
      expectOrder(answer, ['abc', 'k', 'xyz'], 'akxbycz');
    }),

    check('two end in the same round', (answer) => {
      expectOrder(answer, ['ab', 'kl', 'wxyz', 'p'], 'akwpblxyz');
    }),

    check('some are empty from the beginning', (answer) => {
      expectOrder(answer, ['', 'kl', '', '', 'x'], 'kxl');
    }),

    check('no sources at all', (answer) => {
      expectOrder(answer, [], '');
    }),

    check('nothing is read ahead', ({ roundRobin }) => {
      const sources = [new Letters('abc'), new Letters('xyz')];
      const letters = roundRobin(sources);
      for (const expected of ['0 and 0', '1 and 0', '1 and 1', '2 and 1']) {
        const read = sources.map((source) => source.read).join(' and ');
        if (read !== expected) {
          throw new Wrong(
            `The consumer has asked for ${expected} letters of the two sources, and ${read} were read.`,
          );
        }
        letters.next();
      }
      letters.return();
    }),

    check('a consumer that leaves', ({ roundRobin }) => {
      const sources = [new Letters('abc'), new Letters('klm'), new Letters('xyz')];
      for (const letter of roundRobin(sources)) if (letter === 'l') break;
      expectAllEnded(sources, 'The consumer had left');
    }),

    check('a consumer that leaves texts and lists', ({ roundRobin }) => {
      let items = '';
      try {
        for (const item of roundRobin<string>(['abc', ['k', 'l', 'm']])) {
          items += item;
          if (item === 'l') break;
        }
      } catch (error) {
        throw new Wrong(
          `The consumer of a text and a list had left, and your code threw "${error}". Their iterators ` +
            'have nothing to clean up. Has every iterator a return()?',
        );
      }
      if (items === 'akbl') return;
      throw new Wrong(
        `Of 'abc' and ['k', 'l', 'm'] came '${items}' up to 'l', not 'akbl'.`,
      );
    }),

    check('a source that throws an error', ({ roundRobin }) => {
      const sources = [new Letters('abc'), new Letters('k!'), new Letters('xyz')];
      let letters = '';
      try {
        for (const letter of roundRobin(sources)) letters += letter;
        throw new Wrong(
          `The second source threw an error, and the consumer got '${letters}' and heard nothing of it.`,
        );
      } catch (error) {
        if (error !== broken) throw error;
      }
      expectAllEnded(sources, 'The second source had thrown an error');
    }),

    check('one source twice', ({ roundRobin }) => {
      const letters = [...roundRobin(['abc', 'x', 'abc'])].join('');
      if (letters === 'axabbcc') return;
      throw new Wrong(
        `Of the sources 'abc', 'x', 'abc' came '${letters}', not 'axabbcc'. Two of them are alike: by what do you ` +
          'tell them apart?',
      );
    }),

    check('a source that has ended is left out', ({ roundRobin }) => {
      let asked = 0;
      const counting: Iterable<string> = {
        [Symbol.iterator]: () => ({
          next() {
            asked += 1;
            return asked === 1
              ? { done: false, value: 'k' }
              : { done: true, value: undefined };
          },
        }),
      };
      const letters = [...roundRobin(['abcd', counting])].join('');
      if (letters === 'akbcd' && asked === 2) return;
      throw new Wrong(
        `A source of one letter, 'k', was asked ${asked} times, next to 'abcd', and '${letters}' came. It had said ` +
          'that it is done: what is there left to ask?',
      );
    }),

    check('items that are undefined or null', ({ roundRobin }) => {
      const items = [
        ...roundRobin([
          [undefined, null],
          [undefined, null],
        ]),
      ];
      if (items.length === 4) return;
      throw new Wrong(
        `Four items that are undefined or null should have come, and ${items.length} did. An item may have ` +
          'any value. How do you know that a source is at its end?',
      );
    }),
  ],
  { only: 'simulated' },
);
