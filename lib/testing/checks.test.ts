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
      'The peer received 3 of 6 bytes: the last 3 bytes lost, from "lo\\n" on.',
    );
  });

  it('says what is too much', () => {
    expect(message('abcd', 'abc')).toBe(
      'The peer received all 3 bytes, and 1 byte too many: "d".',
    );
  });

  it('says what was lost in the middle, and where', () => {
    expect(message('0123xyz', '01234567xyz')).toBe(
      'The peer received 7 bytes instead of 11: 4 bytes lost after the first 4, "4567".',
    );
    expect(message('123', '0123')).toContain(
      '3 bytes instead of 4: 1 byte lost after the first 0, "0"',
    );
  });

  it('says what came a second time, and where', () => {
    expect(message('01232345', '012345')).toBe(
      'The peer received 8 bytes instead of 6: 2 bytes doubled after the first 4, "23".',
    );
    expect(message('012012', '012')).toContain(
      '3 bytes doubled after the first 3, "012"',
    );
  });

  it('says that the order is wrong, and from where on', () => {
    expect(message('01452367', '01234567')).toBe(
      'The peer received the right 8 bytes, but in another order from byte 2 on: there is "452367" where "234567" belongs.',
    );
  });

  it('calls bytes changed that no such accident explains', () => {
    expect(message('01X345', '012345')).toBe(
      'The peer received 6 bytes, and they part after 2 bytes: there is "X345" where "2345" belongs.',
    );
  });

  it('shows the first difference, in characters that a terminal can print', () => {
    expect(message('ab\xff\x00z', 'abcdefghijklmnopqrstuvwxyz')).toBe(
      'The peer received 5 bytes instead of 26, and they part after 2 bytes: there is "\\xff\\u0000z" where "cdefghijklmnopqr…" belongs.',
    );
  });
});
