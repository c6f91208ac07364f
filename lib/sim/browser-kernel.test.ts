import { describe, expect, it } from 'vitest';
import { AF_INET, SOCK_STREAM, timeval } from '../sys/index.ts';
import { kernel } from './browser-kernel.ts';

describe("a browser's kernel", () => {
  it('is one simulated machine, which remembers its descriptors', () => {
    const first = kernel.socket(AF_INET, SOCK_STREAM, 0);
    const second = kernel.socket(AF_INET, SOCK_STREAM, 0);
    expect([first, second]).toEqual([3, 4]);
    expect(kernel.close(first)).toBe(0);
  });

  it('answers in virtual time', () => {
    const beforeMs = kernel.monotonicMs();
    kernel.select(0, null, null, null, timeval(2));
    expect(kernel.monotonicMs()).toBeGreaterThan(beforeMs + 2);
  });
});
