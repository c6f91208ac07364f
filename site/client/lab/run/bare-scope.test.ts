import { describe, expect, it } from 'vitest';
import { bareScope } from './bare-scope.ts';

describe('bareScope()', () => {
  it('leaves the language and what the lab declares, and nothing that browsers add', () => {
    const inherited = { fetch: () => {}, constructor: Object };
    const own = { Map, console, eval: () => {}, XMLHttpRequest: class {}, brandNew: 1 };
    const scope = Object.assign(Object.create(inherited), own);
    bareScope(scope);
    expect(Object.keys(scope)).toEqual(['Map', 'console']);
    expect('fetch' in scope).toBe(false);
    expect('toString' in scope).toBe(true);
  });
});
