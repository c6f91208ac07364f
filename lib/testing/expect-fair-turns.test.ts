import { describe, expect, it } from 'vitest';
import { expectFairTurns } from './index.ts';

describe('expectFairTurns()', () => {
  const most = { most: 2 };

  it('has nothing against tasks that take turns, and end at different times', () => {
    expectFairTurns(['a', 'b', 'c', 'a', 'b', 'c', 'a', 'a', 'a', 'a'], most);
    expectFairTurns([], most);
  });

  it('finds the task that waits too long, and says who ran instead', () => {
    expect(() => expectFairTurns(['b', 'a', 'a', 'a', 'b'], most)).toThrow(
      'Task b had something to do and got no turn, while others had 3: a, a, a. What',
    );
  });

  it('finds the task that never runs at all, or no more', () => {
    const all = { most: 2, toTheEnd: ['a', 'b'] };
    expect(() => expectFairTurns(['a', 'a', 'a'], all)).toThrow('Task b had something');
    expect(() => expectFairTurns(['b', 'a', 'a', 'a'], all)).toThrow('Task b had');
    expectFairTurns(['b', 'a', 'a'], all);
  });

  it('does not show turns without end', () => {
    const turns = [...Array.from({ length: 99 }, () => 'a'), 'b'];
    expect(() => expectFairTurns(turns, most)).toThrow(/had 99: (a, ){12}…\./);
  });
});
