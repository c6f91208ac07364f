/** Holds the check of links to finding those that lead nowhere, and all pages to having none. */
import { describe, expect, it } from 'vitest';
import { root } from '../catalogue.ts';
import { findDeadLinks, findPages } from './links.ts';
import { describeProblem } from './problem.ts';
import { repository } from './temporary-repository.ts';

const there =
  '# A page\n\n## What it costs\n\n## What it costs\n\n### `select()`, twice\n';

/** What is said against a page beside `there.md` and a folder with a README. */
function saidOf(page: string): string[] {
  const files = { 'pages/page.md': page, 'pages/there.md': there, 'README.md': there };
  return findDeadLinks(repository(files), 'pages/page.md').map(describeProblem);
}

describe('findDeadLinks()', () => {
  it.each([
    '[a file](there.md)',
    '[a folder](../pages)',
    '[a heading](there.md#what-it-costs)',
    '[the second of two alike](there.md#what-it-costs-1)',
    '[a heading with code in it](there.md#select-twice)',
    '[a heading of a folder](..#a-page)',
    '# Here\n\n[a heading of its own](#here)',
    '[another site](https://example.org/nothing#there)',
    '`[code](nowhere.md)`',
    '```text\n[a fence](nowhere.md)\n```',
  ])('has nothing against %s', (page) => {
    expect(saidOf(page)).toEqual([]);
  });

  it('names the place of a link to no file', () => {
    expect(saidOf('# Page\n\nSee [this](nowhere.md).')).toEqual([
      'pages/page.md:3: the link “nowhere.md” leads to no file',
    ]);
  });

  it('names a heading that is not there', () => {
    expect(saidOf('[x](there.md#what-it-cost)')).toEqual([
      'pages/page.md:1: the link “there.md#what-it-cost” leads to no heading of pages/there.md',
    ]);
  });

  it('finds pictures that are not there, and links in tables', () => {
    expect(saidOf('![x](nowhere.svg)')[0]).toContain('leads to no file');
    expect(saidOf('| a |\n| - |\n| [x](nowhere.md) |')[0]).toContain('leads to no file');
  });

  it('finds links that lead out of the repository', () => {
    expect(saidOf('[x](../../etc/passwd)')[0]).toContain('leads out of the repository');
  });
});

describe('no link leads nowhere in', () => {
  it.each(findPages(root))('%s', (page) => {
    expect(findDeadLinks(root, page).map(describeProblem)).toEqual([]);
  });
});
