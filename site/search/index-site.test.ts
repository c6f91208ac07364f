import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cache } from '../cache/cache.ts';
import { html } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import { indexSite } from './index-site.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'search-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const page: Page = {
  path: 'chapters/01-one/',
  kind: 'chapter',
  title: 'One',
  description: 'One.',
  main: html`<h1>One</h1><p>A call that sleeps.</p>`,
  headings: [],
};

const record = {
  path: 'api/#send',
  kind: 'Library',
  title: 'send()',
  content: 'Sends.',
} as const;

describe('indexSite()', () => {
  it('makes the files that a browser searches, a fragment for each page and each record', async () => {
    const outputs = await indexSite(new Cache(root), {
      pages: [page],
      records: [record],
    });
    const paths = outputs.map(({ path }) => path);
    expect(paths).toContain('pagefind/pagefind.js');
    expect(paths.filter((path) => path.startsWith('pagefind/fragment/'))).toHaveLength(2);
    expect(paths.filter((path) => path.includes('-ui'))).toEqual([]);
  });

  it('leaves out what gives an answer away', async () => {
    const spoiler = { ...page, isUnlisted: true };
    const outputs = await indexSite(new Cache(root), {
      pages: [spoiler],
      records: [record],
    });
    const paths = outputs.map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('pagefind/fragment/'))).toHaveLength(1);
  });
});
