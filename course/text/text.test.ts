import { describe, expect, it } from 'vitest';
import { cutToWidth, displayWidth, ESCAPE } from './display-width.ts';
import { breakParagraphs, paragraphs } from './paragraphs.ts';
import { printable } from './printable.ts';
import { breakCode, fold, hang, wrap } from './wrap.ts';

const red = (text: string) => `${ESCAPE}[31m${text}${ESCAPE}[39m`;

describe('displayWidth()', () => {
  it('counts columns, not characters', () => {
    expect(displayWidth('abc')).toBe(3);
    expect(displayWidth('✓ — é')).toBe(5);
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('漢字')).toBe(4);
    expect(displayWidth('🙂')).toBe(2);
    expect(displayWidth(red('ab'))).toBe(2);
  });
});

describe('cutToWidth()', () => {
  it('leaves alone what fits, and shows that something is missing', () => {
    expect(cutToWidth('abcde', 5)).toBe('abcde');
    expect(cutToWidth('abcdef', 5)).toBe('abcd…');
    expect(displayWidth(cutToWidth('漢字漢字', 4))).toBeLessThanOrEqual(4);
  });

  it('ends the colours that were begun', () => {
    expect(cutToWidth(`${red('a longer')}gh`, 3)).toBe(red('a …'));
    expect(cutToWidth(`ab${red('old men')}`, 5)).toBe(`ab${red('ol…')}`);
  });
});

describe('printable()', () => {
  it('shows control characters instead of obeying them', () => {
    expect(printable(`${ESCAPE}[2J\u0007\r\u007f\u009b`)).toBe('␛[2J␇␍␡\\u009b');
    expect(printable('left\u202eright')).toBe('left\\u202eright');
    expect(printable('\ud800')).toBe('\\ud800');
  });

  it('keeps what is harmless', () => {
    expect(printable(`a\tb\r\nc ${red('d')} 漢 🙂 é`)).toBe('a    b\nc d 漢 🙂 é');
  });
});

describe('wrap()', () => {
  it('breaks between words, and keeps paragraphs', () => {
    expect(wrap('one two three\nfour', 8, '  ')).toEqual([
      '  one',
      '  two',
      '  three',
      '  four',
    ]);
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('', 7)).toEqual(['']);
    expect(wrap('  one two', 7)).toEqual(['  one', '  two']);
  });

  it('breaks a word that is longer than a line', () => {
    expect(wrap('a 0123456789 b', 4)).toEqual(['a', '0123', '4567', '89 b']);
  });
});

describe('wrap() and commands', () => {
  it('keeps a command, and a short piece of code, on one line', () => {
    expect(wrap('Try npx course run 01 client, or read on.', 26)).toEqual([
      'Try',
      'npx course run 01 client,',
      'or read on.',
    ]);
    expect(wrap('See npx course list and `a + b`.', 19)).toEqual([
      'See npx course list',
      'and `a + b`.',
    ]);
    expect(wrap('Then npx course solution 01/1 --give-up', 38)).toEqual([
      'Then',
      'npx course solution 01/1 --give-up',
    ]);
  });
});

describe('hang()', () => {
  it('lets further lines begin below the prose', () => {
    expect(hang('- a  ', 'one two three', 12)).toEqual(['- a  one two', '     three']);
    expect(hang('a', '', 12)).toEqual(['a']);
    expect(hang('- a  ', 'is now in folder/file.ts', 15, '  ')).toEqual([
      '- a  is now in',
      '  folder/file.ts'.slice(0, 15),
      '  s',
    ]);
    expect(hang('- a  ', 'in folder/f.ts', 13, '  ')).toEqual([
      '- a  in',
      '  folder/f.ts',
    ]);
  });
});

describe('breakCode()', () => {
  it('breaks between words, further in, and repeats the mark', () => {
    expect(breakCode('  throw new UnexpectedEnd(notOne);', 24, '+')).toEqual([
      '+  throw new',
      '+      UnexpectedEnd(not',
      '+      One);',
    ]);
    expect(breakCode('  const a = someCall(one, two);', 26, '-')).toEqual([
      '-  const a = someCall(one,',
      '-      two);',
    ]);
    expect(breakCode('a  b', 10)).toEqual(['a  b']);
  });

  it('breaks anywhere where no room is left for words', () => {
    expect(breakCode('            abcdef', 16)).toEqual(['            abcd', 'ef']);
  });
});

describe('paragraphs()', () => {
  it('joins the lines of a paragraph, and leaves alone what has lines of its own', () => {
    const text = '# Title\nOne\ntwo.\n\n- item\n  more\n- next\n| a |\n| b |\n1. first';
    expect(paragraphs(text)).toEqual([
      '# Title',
      'One two.',
      '',
      '- item more',
      '- next',
      '| a |',
      '| b |',
      '1. first',
    ]);
  });

  it('keeps code as it is, four columns in', () => {
    expect(paragraphs('See:\n```ts\nif (a)\n  b();\n```\nand\nso on')).toEqual([
      'See:',
      '    if (a)',
      '      b();',
      'and so on',
    ]);
  });
});

describe('breakParagraphs()', () => {
  it('lets the lines of a list hang, and loses none of the spaces in code', () => {
    expect(breakParagraphs(['1. one two', '    a  b  c', 'one two'], 8)).toEqual([
      '1. one',
      '   two',
      '    a  b',
      '  c',
      'one two',
    ]);
  });
});

describe('fold()', () => {
  it('breaks where the line is full, and loses no space', () => {
    expect(fold('  ab  cd', 4)).toEqual(['  ab', '  cd']);
    expect(fold('漢字漢', 3)).toEqual(['漢', '字', '漢']);
  });
});
