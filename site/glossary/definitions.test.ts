import { describe, expect, it } from 'vitest';
import { readText } from '../reading/read-text.ts';
import { readDefinitions } from './definitions.ts';
import { TermFinder } from './term-finder.ts';

function definitionsIn(texts: Readonly<Record<string, string>>, teaches: string[] = []) {
  const sections = Object.entries(texts).flatMap(([id, text]) =>
    readText({ file: `chapters/${id}/README.md`, page: `chapters/${id}/` }, text),
  );
  const chapters = Object.keys(texts).map((id) => ({ id, teaches }));
  return readDefinitions(chapters, sections);
}

describe('readDefinitions()', () => {
  it('takes the sentence around a term in bold, and the place of its section', () => {
    const text =
      '# 01\n\n## Sleep\n\nFirst. A call that sleeps is said to\n**block**. Last.\n';
    expect(definitionsIn({ '01-one': text })).toEqual([
      {
        term: 'block',
        id: 'block',
        sentence: 'A call that sleeps is said to **block**.',
        chapter: '01-one',
        path: 'chapters/01-one/#sleep',
        heading: 'Sleep',
      },
    ]);
  });

  it('takes no sentence in bold for a term, and nothing of a quiz', () => {
    const text =
      '# 01\n\n**A slow server.** Try it.\n\n<!-- quiz a -->\n\n**wrong** one\n\n<!-- /quiz -->\n';
    expect(definitionsIn({ '01-one': text })).toEqual([]);
  });

  it('takes the parenthesis from around a sentence that stands in one', () => {
    const text = '# 01\n\nRead it. (A **pipe** is two descriptors.)\n';
    expect(definitionsIn({ '01-one': text })[0]?.sentence).toBe(
      'A **pipe** is two descriptors.',
    );
  });

  it('puts the term first where a sentence points at the one before it', () => {
    const sentence = (text: string) => definitionsIn({ '01-one': text })[0]?.sentence;
    expect(sentence('# 01\n\nIt is full. That is **pressure**: who waits.\n')).toBe(
      '**Pressure**: who waits.',
    );
    expect(sentence('# 01\n\nThis is **order**, and it is kept.\n')).toBe(
      'This is **order**, and it is kept.',
    );
  });

  it('refuses a second definition with both places', () => {
    const text = '# 01\n\nA **peer** is another.\n';
    expect(() => definitionsIn({ '01-one': text, '02-two': text })).toThrow(
      'chapters/02-two/README.md:3: “peer” is defined in bold here and in chapters/01-one/README.md:3; keep one.',
    );
  });

  it('knows the line of a term in a table', () => {
    const text = '# 01\n\n| a |\n| - |\n| A **peer** is another. |\n';
    expect(() => definitionsIn({ '01-one': text, '02-two': text })).toThrow(
      'chapters/02-two/README.md:5: “peer” is defined in bold here and in chapters/01-one/README.md:5;',
    );
  });

  it('refuses a term of several words that a chapter claims to teach and does not define', () => {
    expect(() =>
      definitionsIn({ '01-one': '# 01\n\nAn event loop.\n' }, ['event loop']),
    ).toThrow('chapters/01-one/README.md:1: teaches in chapter.yaml holds “event loop”');
  });
});

describe('TermFinder.find()', () => {
  const finder = new TermFinder(
    definitionsIn({ '01-one': '# 01\n\nA **call** is it. A **system call** too.\n' }),
  );

  it('finds the longest term, in the plural too, and no part of a word', () => {
    const found = finder.find('System calls recall a call.');
    expect(found.map(({ text }) => text)).toEqual(['System calls', 'call']);
    expect(found[0]?.definition.term).toBe('system call');
  });

  it('leaves alone what names a page of the manual', () => {
    expect(finder.find('See call(7).')).toEqual([]);
    expect(finder.find('One call (of two).')).toHaveLength(1);
  });
});
