import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cache, fingerprint, printOfTexts } from './cache.ts';

let root: string;
let cache: Cache;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cache-'));
  cache = new Cache(root);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('Cache', () => {
  it('makes a value once for the same contents, and anew for others', async () => {
    let made = 0;
    const make = () => ({ made: ++made });
    expect(await cache.recall('api', 'one', make)).toEqual({ made: 1 });
    expect(await cache.recall('api', 'one', make)).toEqual({ made: 1 });
    expect(await cache.recall('api', 'two', make)).toEqual({ made: 2 });
  });

  it('makes it anew where the file was cut off', async () => {
    await cache.recall('api', 'one', () => 1);
    const file = join(root, 'node_modules', '.cache', 'would-block', 'api.json');
    writeFileSync(file, '{"print":"o');
    expect(await cache.recall('api', 'one', () => 2)).toBe(2);
  });

  it('finds what another has kept meanwhile', async () => {
    await cache.recall('api', 'one', () => 1);
    new Cache(root).keep('api', 'two', 2);
    expect(cache.kept('api')).toEqual({ print: 'two', value: 2 });
    expect(cache.kept('none')).toBeUndefined();
  });
});

describe('Cache.printOf()', () => {
  it('is that of the texts, and another once a file is another', () => {
    writeFileSync(join(root, 'one.ts'), 'one');
    expect(cache.printOf(['one.ts'])).toBe(printOfTexts(['one']));
    writeFileSync(join(root, 'one.ts'), 'other');
    expect(cache.printOf(['one.ts'])).toBe(printOfTexts(['other']));
    expect(cache.printOf(['none.ts', '.'])).toBe(printOfTexts(['', '']));
  });
});

describe('Cache for a draft', () => {
  it('answers what was kept for other contents, and says so, until it is made anew', async () => {
    await cache.recall('api', 'one', () => 1);
    const draft = new Cache(root, { isDraft: true });
    expect(await draft.recall('new', 'one', () => 3)).toBe(3);
    expect(draft.takeOutdated()).toBe(false);
    expect(await draft.recall('api', 'two', () => 2)).toBe(1);
    expect(draft.takeOutdated()).toBe(true);
    await cache.recall('api', 'two', () => 2);
    expect(await draft.recall('api', 'two', () => 4)).toBe(2);
    expect(draft.takeOutdated()).toBe(false);
  });
});

describe('fingerprint()', () => {
  it('tells where one text ends and the next begins', () => {
    expect(fingerprint(['ab', 'c'])).not.toBe(fingerprint(['a', 'bc']));
    expect(fingerprint(['ab', 'c'])).toBe(fingerprint(['ab', 'c']));
  });
});
