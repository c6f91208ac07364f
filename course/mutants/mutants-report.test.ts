import { describe, expect, it } from 'vitest';
import { chapters, type Exercise } from '../catalogue.ts';
import type { Judged } from './judge-mutants.ts';
import {
  countsInWords,
  exerciseProblems,
  mutantLines,
  scoreProblems,
} from './mutants-report.ts';
import type { Mutant } from './mutate.ts';
import type { Survivor } from './survivors.ts';

const [exercise] = chapters().flatMap(({ exercises }) => exercises) as [Exercise];
const mutants: Mutant[] = Array.from({ length: 10 }, (_, index) => {
  return { id: `${index}`, line: index + 1, from: `a${index}`, to: `b${index}` };
});

/** What is known when the last `survived` of the ten mutants have survived. */
function judged(survived: number): Judged {
  return { exercise, mutants, survivors: mutants.slice(10 - survived), stuck: 3 };
}

function reason(index: number): Survivor {
  const [from, to] = [`a${index}`, `b${index}`];
  return { exercise: exercise.key, from, to, reason: 'Nobody could tell.' };
}

describe('countsInWords()', () => {
  it('counts every mutant, whatever the reason for its survival', () => {
    expect(countsInWords([judged(1), judged(2)])).toBe(
      '20 mutants, 17 killed (6 by a bound), 3 survived: 85.0 %',
    );
  });
});

describe('mutantLines()', () => {
  it('shows each survivor with its place, its change and the reason', () => {
    const [first, ...more] = mutantLines(judged(2), [reason(9)]);
    expect(first).toMatch(/^✗ .*: 10 mutants, 8 killed/);
    expect(more.slice(1, 4)).toEqual([
      '    - a8',
      '    + b8',
      '    There is no reason for it.',
    ]);
    expect(more[4]).toMatch(/^ {2}solutions\/.*reference\.ts:10$/);
    expect(more.at(-1)).toBe('    Nobody could tell.');
  });
});

describe('exerciseProblems()', () => {
  it('finds none if each survivor has a reason', () => {
    expect(exerciseProblems(judged(2), [reason(8), reason(9)])).toEqual([]);
    expect(exerciseProblems(judged(0), [])).toEqual([]);
  });

  it('finds survivors without one', () => {
    expect(exerciseProblems(judged(3), [reason(9)])).toEqual([
      expect.stringContaining(': 2 without a reason. Add a check'),
    ]);
  });

  it('finds a reason for what is killed, and for what there is not', () => {
    const found = exerciseProblems(judged(1), [reason(9), reason(2), reason(11)]);
    expect(found).toHaveLength(2);
    expect(found[0]).toContain('what does not survive: a2 → b2. Take it out.');
    expect(found[1]).toContain('a11 → b11');
  });

  it('leaves the reasons of other exercises alone', () => {
    expect(exerciseProblems(judged(0), [{ ...reason(2), exercise: 'other' }])).toEqual(
      [],
    );
  });
});

describe('scoreProblems()', () => {
  it('wants nine of ten killed', () => {
    expect(scoreProblems([judged(1)])).toEqual([]);
    expect(scoreProblems([judged(1), judged(2)])).toEqual([
      'The checks kill 85.0 %, and 90 % is the least.',
    ]);
  });
});
