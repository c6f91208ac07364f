import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';

describe('Random', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const numbers = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 20 }, () => random.fraction());
    };
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(7)).not.toEqual(numbers(8));
  });

  it('spreads its fractions evenly', () => {
    const random = new Random(1);
    const tenths = new Array<number>(10).fill(0);
    for (let count = 0; count < 100_000; count++) {
      const tenth = Math.floor(10 * random.fraction());
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('takes both bounds in', () => {
    const random = new Random(1);
    const seen = new Set(Array.from({ length: 100 }, () => random.between(3, 5)));
    expect([...seen].sort()).toEqual([3, 4, 5]);
  });
});
