import { describe, expect, it } from 'vitest';
import { actionOf, keys } from './keys.ts';

describe('actionOf()', () => {
  it('knows the keys that are shown, capital or small', () => {
    for (const { key, action } of keys) {
      expect(actionOf({ sequence: key, name: key })).toBe(action);
      expect(actionOf({ sequence: key.toUpperCase(), name: key })).toBe(action);
    }
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  });

  it('knows Ctrl-C from c, and what moves about', () => {
    expect(actionOf({ sequence: '\u0003', name: 'c', ctrl: true })).toBe('interrupt');
    expect(actionOf({ sequence: 'c', name: 'c' })).toBeUndefined();
    expect(actionOf({ sequence: '\u0018', name: 'x', ctrl: true })).toBeUndefined();
    expect(actionOf({ name: 'pagedown' })).toBe('page down');
  });
});
