import { describe, expect, it } from 'vitest';
import { missingExports } from './missing-exports.ts';

describe('missingExports()', () => {
  it('calls a class a class, a function a function, and a number a number', () => {
    const said = (starter: object, answer = {}) =>
      missingExports(answer, starter)?.message.split('. ')[0];
    expect(said({ Late: class extends Error {} })).toBe(
      'The file does not export a class named Late, as the starter does',
    );
    expect(said({ take: () => 1 }, { take: 2 })).toBe(
      'The file does not export a function named take, as the starter does; it exports a number of that name',
    );
    expect(said({ LIMIT: 3 })).toBe(
      'The file does not export LIMIT, a number, as the starter does',
    );
    expect(said({ LIMIT: 3 }, { LIMIT: 4 })).toBeUndefined();
  });
});
