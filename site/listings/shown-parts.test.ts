import { describe, expect, it } from 'vitest';
import { README, repository } from '../../course/literate/temporary-repository.ts';
import { findShownParts, listingAnchor, nameIn } from './shown-parts.ts';
import { Sources } from './sources.ts';

describe('nameIn()', () => {
  it('is short where the file is the text’s own, and tells the folder elsewhere', () => {
    expect(nameIn(README, 'chapters/01-blocking/server.ts')).toBe('server.ts');
    expect(nameIn(README, 'chapters/02-threads/server.ts')).toBe('02-threads/server.ts');
    expect(nameIn(README, 'lib/net/socket.ts')).toBe('lib/net/socket.ts');
  });
});

describe('listingAnchor()', () => {
  it('is made of the file’s name and the region', () => {
    expect(listingAnchor(README, 'lib/net/socket.ts', 'recv')).toBe(
      'listing-lib-net-socket-recv',
    );
    expect(listingAnchor(README, 'chapters/01-blocking/server.ts')).toBe(
      'listing-server',
    );
  });
});

describe('findShownParts()', () => {
  const fence = '```ts file=server.ts#serve\n```\n';
  const server = 'const port = 1;\n// #region serve\nserve();\n// #endregion\n';

  it('finds the listings that show a line of a file', () => {
    const root = repository({
      [README]: `# Title\n\n${fence}\n${fence}`,
      'chapters/01-blocking/server.ts': server,
    });
    const shownParts = findShownParts(new Sources(root));
    const shown = shownParts.ofLine('chapters/01-blocking/server.ts', 3);
    expect(shown.map(({ anchor, line }) => [anchor, line])).toEqual([
      ['listing-server-serve', 3],
      ['listing-server-serve-2', 6],
    ]);
    expect(shownParts.ofLine('chapters/01-blocking/server.ts', 1)).toEqual([]);
  });

  it('passes over a listing with a fault, which is told when its page is made', () => {
    const root = repository({ [README]: fence });
    expect(findShownParts(new Sources(root)).all).toEqual([]);
  });
});
