import { afterEach, describe, expect, it, vi } from 'vitest';
import { recall, remember } from './memory.ts';

describe('remember()', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('keeps a text on the device, and until the page is left where the browser refuses', () => {
    const kept = new Map([['would-block:theme', 'light']]);
    let isFull = true;
    vi.stubGlobal('localStorage', {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem(name: string, text: string) {
        if (isFull) throw new Error('QuotaExceededError');
        kept.set(name, text);
      },
    });
    expect(recall('theme')).toBe('light');
    remember('theme', 'dark');
    expect(recall('theme')).toBe('dark');
    isFull = false;
    remember('theme', 'dark');
    expect(kept.get('would-block:theme')).toBe('dark');
  });
});
