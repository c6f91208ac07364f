import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { cached, fingerprint } from './cache.ts';
import { allowLateWork, forbidLateWork, takeLateWork } from './late-work.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cache-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('cached()', () => {
  it('makes a value once for the same contents, and anew for others', async () => {
    let made = 0;
    const make = () => ({ made: ++made });
    expect(await cached(root, 'api', 'one', make)).toEqual({ made: 1 });
    expect(await cached(root, 'api', 'one', make)).toEqual({ made: 1 });
    expect(await cached(root, 'api', 'two', make)).toEqual({ made: 2 });
  });

  it('makes it anew where the file was cut off', async () => {
    await cached(root, 'api', 'one', () => 1);
    const file = join(root, 'node_modules', '.cache', 'would-block', 'api.json');
    writeFileSync(file, '{"print":"o');
    expect(await cached(root, 'api', 'one', () => 2)).toBe(2);
  });
});

describe('cached(), where work may be put off', () => {
  it('answers what was kept for other contents, until the work is done', async () => {
    await cached(root, 'api', 'one', () => 1);
    allowLateWork();
    onTestFinished(forbidLateWork);
    expect(await cached(root, 'api', 'two', () => 2)).toBe(1);
    expect(await cached(root, 'new', 'one', () => 3)).toBe(3);
    await takeLateWork()?.();
    expect(takeLateWork()).toBeUndefined();
    expect(await cached(root, 'api', 'two', () => 4)).toBe(2);
  });
});

describe('fingerprint()', () => {
  it('tells where one text ends and the next begins', () => {
    expect(fingerprint(['ab', 'c'])).not.toBe(fingerprint(['a', 'bc']));
    expect(fingerprint(['ab', 'c'])).toBe(fingerprint(['ab', 'c']));
  });
});
