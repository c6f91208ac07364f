import { expect, it } from 'vitest';
import { builtLine } from './built-line.ts';

const page = { path: 'chapters/index.html', content: '' };
const first = {
  kind: 'built',
  changed: [page, page],
  removed: [],
  seconds: 1.04,
  isOutdated: false,
  isLate: false,
  changedFiles: [],
} as const;

it('counts the pages, and names what has changed', () => {
  expect(builtLine(first)).toBe('2 pages built in 1.0 s');
  const changedFiles = ['a.md', 'b.md', 'c.md', 'd.md', 'e.md'];
  expect(builtLine({ ...first, changed: [page], changedFiles })).toBe(
    '1 page built in 1.0 s after a change of a.md, b.md, c.md and 2 more',
  );
});

it('says of a change that no page shows, or that was seen before, that it makes no difference', () => {
  const changed = [{ path: 'pagefind/pagefind-entry.json', content: '' }];
  expect(builtLine({ ...first, changed, changedFiles: ['a.md'] })).toBe(
    'No page is different after a change of a.md (1.0 s)',
  );
});

it('says of what comes late whether it may still be outdated, and nothing where it is no news', () => {
  const late = { ...first, isLate: true };
  expect(builtLine(late)).toBe('2 pages built in 1.0 s again, with nothing outdated');
  expect(builtLine({ ...late, isOutdated: true })).toBe('2 pages built in 1.0 s again');
  expect(builtLine({ ...late, changed: [] })).toBeUndefined();
});
