import { describe, expect, it } from 'vitest';
import { linesChanged, mutate } from './mutate.ts';

const source = `export function count(list: readonly number[]): number {
  let sum = 0;
  for (const item of list) {
    sum += item;
  }
  return sum;
}
`;

describe('mutate()', () => {
  it('finds each mutant, with the lines that it changes', async () => {
    const { mutants } = await mutate('count.ts', source);
    expect(mutants.map(({ line, to }) => `${line} ${to}`)).toEqual([
      '1 export function count(list: readonly number[]): number {}',
      '3 for (const item of list) {}',
      '4 sum -= item;',
    ]);
    expect(mutants[1]?.from).toBe('for (const item of list) { sum += item; }');
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(3);
  });

  it('writes one file in which all of them sleep', async () => {
    const { text, mutants } = await mutate('count.ts', source);
    for (const { id } of mutants) expect(text).toContain(`("${id}")`);
    expect(text).toContain('sum -= item');
    expect(text).toContain('sum += item');
  });

  it('tells apart what changes alike in several places', async () => {
    const twice =
      'export function set(all: boolean[]) {\n  all[0] = true;\n  all[0] = true;\n}';
    const { mutants } = await mutate('set.ts', twice);
    expect(
      mutants.slice(1).map(({ line, from, to }) => `${line} ${from} → ${to}`),
    ).toEqual([
      '2 all[0] = true; (1 of 2) → all[0] = false;',
      '3 all[0] = true; (2 of 2) → all[0] = false;',
    ]);
  });

  it('refuses a file that hides something from Stryker', async () => {
    const hidden = source.replace('  let', '  // Stryker disable all\n  let');
    await expect(mutate('count.ts', hidden)).rejects.toThrow(
      'count.ts has a comment that leaves out mutants: remove it.',
    );
  });
});

describe('linesChanged()', () => {
  it('shows whole lines, joined to one', () => {
    const range = { start: { line: 1, column: 4 }, end: { line: 2, column: 3 } };
    expect(linesChanged('a\nif (b &&\n  c) d;\ne', range, 'false')).toEqual({
      from: 'if (b && c) d;',
      to: 'if (false) d;',
    });
  });
});
