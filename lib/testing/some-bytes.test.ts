import { describe, expect, it } from 'vitest';
import { someBytes } from './some-bytes.ts';

describe('someBytes()', () => {
  it('makes the same bytes each time, and others for another seed', () => {
    expect(someBytes(1000, 1)).toEqual(someBytes(1000, 1));
    expect(someBytes(1000, 1)).not.toEqual(someBytes(1000, 2));
  });

  it('gives everybody bytes of their own', () => {
    someBytes(10, 1).fill(0);
    expect(someBytes(10, 1)).not.toEqual(new Uint8Array(10));
  });

  it('makes bytes of every value', () => {
    expect(new Set(someBytes(10_000, 3)).size).toBe(256);
  });
});
