import { describe, expect, it } from 'vitest';
import { nearest, offer } from './nearest.ts';

describe('nearest()', () => {
  const chapters = ['blocking', 'non-blocking', 'select', 'event-loop'];

  it.each([
    ['blokcing', ['blocking']],
    ['block', ['blocking', 'non-blocking']],
    ['slect', ['select']],
    ['SELECT', ['select']],
    ['loop', ['event-loop']],
    ['xyz', []],
    ['', []],
  ])('%j: %j', (name, expected) => {
    expect(nearest(name, chapters)).toEqual(expected);
  });

  it('offers no more than three', () => {
    expect(nearest('a1', ['a2', 'a3', 'a4', 'a5'])).toHaveLength(3);
  });
});

describe('offer()', () => {
  it('asks whether the likely ones were meant', () => {
    expect(offer('a1', ['a2', 'a3', 'zzz'])).toBe('Did you mean a2 or a3?');
  });

  it('names everything where nothing is likely', () => {
    expect(offer('q', ['one', 'two'], ['01-one'])).toBe('Choose from 01-one.');
  });

  it('says that there is nothing', () => {
    expect(offer('q', [])).toBe('There is none yet.');
  });
});
