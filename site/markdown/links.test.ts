import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { siteAddress } from './links.ts';

describe('siteAddress()', () => {
  let root: string;
  let linkedFiles: Set<string>;
  const from = { file: 'chapters/01-one/README.md', page: 'chapters/01-one/' };
  const address = (target: string) => siteAddress({ root, linkedFiles }, from, target);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'would-block-links-'));
    linkedFiles = new Set();
    mkdirSync(join(root, 'chapters/01-one'), { recursive: true });
    writeFileSync(join(root, 'chapters/01-one/server.ts'), '');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('leads to the page that shows a README, and leaves other sites alone', () => {
    expect(address('../02-two/README.md#run')).toBe('../02-two/#run');
    expect(address('#run')).toBe('#run');
    expect(address('https://example.org/')).toBe('https://example.org/');
    expect(linkedFiles).toEqual(new Set());
  });

  it('leads to the file itself where no page shows it, and remembers that it is wanted', () => {
    expect(address('server.ts')).toBe('../../files/chapters/01-one/server.ts.txt');
    expect(linkedFiles).toEqual(new Set(['chapters/01-one/server.ts']));
  });

  it('refuses what is not there, a folder, and what lies outside', () => {
    for (const target of ['missing.ts', '../01-one', '../../../secret.txt']) {
      expect(() => address(target)).toThrow('leads to no file of the repository');
    }
  });
});
