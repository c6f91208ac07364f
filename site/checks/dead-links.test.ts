import { describe, expect, it } from 'vitest';
import { deadLinks } from './dead-links.ts';

const site = (pages: Record<string, string>) =>
  new Map<string, string | undefined>([
    ...Object.entries(pages),
    ['assets/site-1.css', undefined],
  ]);

const faults = (home: string) =>
  deadLinks(
    site({
      'index.html': home,
      'chapters/01/index.html': '<h2 id="run">Run</h2><a href="../../">home</a>',
    }),
  ).map(({ target, why }) => `${target}: ${why}`);

describe('deadLinks()', () => {
  it('lets live ones pass, and those to other hosts', () => {
    const links = [
      '<a href="./">',
      '<a class="a > b" href="chapters/01/#run">',
      '<link rel="stylesheet" href="assets/site-1.css">',
      '<a href="#here" id="here">',
      '<a href="https://nodejs.org/a#b">',
      '<a href="chapters/01/?q=a&amp;b">',
      '<p>href="nowhere/"</p>',
    ];
    expect(faults(links.join('\n'))).toEqual([]);
  });

  it('tells what is missing: a file, an anchor, here or elsewhere', () => {
    expect(faults('<img src="none.svg">')).toEqual(['none.svg: there is no such file']);
    expect(faults('<a href="chapters/">')).toEqual(['chapters/: there is no such file']);
    const place = 'there is no such place on that page';
    expect(faults('<a href="#none">')).toEqual([`#none: ${place}`]);
    expect(faults('<a href="chapters/01/#none">')).toEqual([
      `chapters/01/#none: ${place}`,
    ]);
  });

  it('refuses what works on some hosts alone', () => {
    expect(faults('<a href="/chapters/01/">')).toEqual([
      '/chapters/01/: it counts on the root of the host',
    ]);
    expect(faults('<a href="../x/">')).toEqual(['../x/: it leads out of the site']);
  });
});
