import { describe, expect, it } from 'vitest';
import { dedent, linesOf, parseSource } from './regions.ts';

const parse = (...lines: string[]) => parseSource('server.ts', `${lines.join('\n')}\n`);
const textOf = (source: ReturnType<typeof parse>, name?: string) =>
  linesOf(source, name).map((line) => line.text);

describe('linesOf()', () => {
  const nested = parse(
    'first',
    '// #region outer',
    'a',
    '  // #region inner',
    '  b',
    '  // #endregion inner',
    'c',
    '// #endregion',
    'last',
  );

  it('gives a whole file without its markers', () => {
    expect(textOf(nested)).toEqual(['first', 'a', '  b', 'c', 'last']);
  });

  it('gives a region without the markers of those nested in it', () => {
    expect(textOf(nested, 'outer')).toEqual(['a', '  b', 'c']);
    expect(textOf(nested, 'inner')).toEqual(['  b']);
  });

  it('keeps the numbers that lines have in the file', () => {
    expect(linesOf(nested, 'outer').map((line) => line.number)).toEqual([3, 5, 7]);
  });

  it('says which regions there are if one is missing', () => {
    expect(() => linesOf(nested, 'iner')).toThrow(
      'server.ts has no region iner (it has: inner, outer); correct the name',
    );
  });
});

describe('parseSource()', () => {
  it('reads files with any line ends', () => {
    const source = parseSource('a.ts', '// #region a\r\none\r\n// #endregion\r\n');
    expect(textOf(source, 'a')).toEqual(['one']);
  });

  it.each([
    [
      'two regions of one name',
      ['// #region a', '// #endregion', '// #region a', '// #endregion'],
      'two regions named a, on lines 1 and 3; rename one',
    ],
    [
      'a region in one of the same name',
      ['// #region a', '// #region a', '// #endregion', '// #endregion'],
      'two regions named a, on lines 1 and 2; rename one',
    ],
    [
      'a region that never ends',
      ['x', '// #region a', 'y'],
      'server.ts:2 opens region a, which never ends; add `// #endregion`',
    ],
    ['an end without a start', ['// #endregion'], 'server.ts:1 ends a region, but none'],
    [
      'regions that overlap',
      ['// #region a', '// #region b', '// #endregion a', '// #endregion b'],
      'server.ts:3 ends region a, but the one open there is b',
    ],
    [
      'a region without a name',
      ['// #region', '// #endregion'],
      'write `// #region name`',
    ],
  ])('refuses %s', (_, lines, message) => {
    expect(() => parse(...lines)).toThrow(message);
  });
});

describe('dedent()', () => {
  it('removes the indentation that all lines share, blank lines aside', () => {
    expect(dedent(['    a', '', '      b'])).toEqual(['a', '', '  b']);
  });

  it('leaves lines alone that share none', () => {
    expect(dedent(['  a', 'b', ''])).toEqual(['  a', 'b', '']);
  });
});
