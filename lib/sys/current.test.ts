import { describe, expect, it } from 'vitest';
import { currentKernel, runOn, useKernel } from './current.ts';
import type { Kernel } from './kernel.ts';
import { kernel as realKernel } from './native.ts';

const first: Kernel = { ...realKernel };
const second: Kernel = { ...realKernel };

describe('currentKernel()', () => {
  it('is the real kernel of this machine unless somebody says otherwise', () => {
    expect(currentKernel()).toBe(realKernel);
  });
});

describe('useKernel()', () => {
  it('holds from now on, after an await too', async () => {
    useKernel(first);
    try {
      await undefined;
      expect(currentKernel()).toBe(first);
      runOn(second, () => expect(currentKernel()).toBe(second));
      expect(currentKernel()).toBe(first);
    } finally {
      useKernel(realKernel);
    }
  });

  it('holds inside runOn() until that ends', () => {
    runOn(first, () => {
      useKernel(second);
      expect(currentKernel()).toBe(second);
    });
    expect(currentKernel()).toBe(realKernel);
  });
});

describe('runOn()', () => {
  it('runs a function on another kernel and answers what it answers', () => {
    expect(runOn(first, currentKernel)).toBe(first);
    expect(runOn(first, () => 42)).toBe(42);
  });

  it('goes back to the kernel before', () => {
    runOn(first, () => 0);
    expect(currentKernel()).toBe(realKernel);
  });

  it('goes back when the function throws, and passes the error on', () => {
    const error = new Error('as it came');
    expect(() =>
      runOn(first, () => {
        throw error;
      }),
    ).toThrow(error);
    expect(currentKernel()).toBe(realKernel);
  });

  it('can be nested, and each end goes back by one', () => {
    runOn(first, () => {
      expect(() =>
        runOn(second, () => {
          expect(currentKernel()).toBe(second);
          throw new Error('inside');
        }),
      ).toThrow('inside');
      expect(currentKernel()).toBe(first);
    });
    expect(currentKernel()).toBe(realKernel);
  });

  it('holds for an async function only until its first await', async () => {
    const seen: Kernel[] = [];
    await runOn(first, async () => {
      seen.push(currentKernel());
      await undefined;
      seen.push(currentKernel());
    });
    expect(seen).toEqual([first, realKernel]);
    expect(seen[0]).toBe(first);
    expect(seen[1]).toBe(realKernel);
  });
});
