import { describe, expect, it } from 'vitest';
import { check, checks, expectBytes, Wrong } from './index.ts';

describe('checks()', () => {
  it('gives its checks the type of the answer', () => {
    const list = checks<{ double(n: number): number }>([
      check('doubles', (answer) => {
        const result: number = answer.double(2);
        if (result !== 4) throw new Wrong(`double(2) is ${result}`);
      }),
      check('waits', async () => {}),
    ]);
    expect(list.map(({ name }) => name)).toEqual(['doubles', 'waits']);
    expect(() => list[0]?.run({ double: (n) => n })).toThrow(new Wrong('double(2) is 2'));
  });

  it('refuses two checks of one name, none at all, and one without a name', () => {
    const twice = check('same', () => {});
    expect(() => checks([twice, twice])).toThrow('Two checks are named "same"');
    expect(() => checks([])).toThrow('at least one check');
    expect(() => check(' ', () => {})).toThrow('A check needs a name');
  });

  it('says for all checks what a check may say for itself', () => {
    const options = { faults: ['short-recv', 'interrupt'] } as const;
    const own = check('own', () => {}, { only: 'simulated', faults: [] });
    const [first, second] = checks([check('as all', () => {}), own], options);
    expect(first).toMatchObject(options);
    expect(second).toMatchObject({ only: 'simulated', faults: [] });
  });

  it('refuses faults on the real kernel', () => {
    const options = { only: 'real', faults: ['reset'] } as const;
    expect(() => check('cruel', () => {}, options)).toThrow(
      '"cruel" asks for faults, which the real kernel does not have',
    );
  });
});

describe('expectBytes()', () => {
  const message = (actual: string, expected: string): string => {
    try {
      expectBytes('The peer received', Buffer.from(actual, 'latin1'), expected);
    } catch (error) {
      expect(error).toBeInstanceOf(Wrong);
      return (error as Wrong).message;
    }
    return '';
  };

  it('says nothing about the same bytes', () => {
    expect(message('same', 'same')).toBe('');
    expect(message('', '')).toBe('');
  });

  it('says what is missing', () => {
    expect(message('', 'abc')).toBe('The peer received nothing instead of 3 bytes.');
    expect(message('hel', 'hello\n')).toBe(
      'The peer received 3 of 6 bytes; the last 3 bytes are missing, from "lo\\n" on.',
    );
  });

  it('says what is too much', () => {
    expect(message('abcd', 'abc')).toBe(
      'The peer received all 3 bytes, and 1 byte too many: "d".',
    );
  });

  it('shows the first difference, in characters that a terminal can print', () => {
    expect(message('ab\xff\x00z', 'abcdefghijklmnopqrstuvwxyz')).toBe(
      'The peer received 5 bytes instead of 26, and they part after 2 bytes: there is "\\xff\\u0000z" where "cdefghijklmnopqr…" belongs.',
    );
  });
});
