/**
 * Whether the links between the repository's pages lead anywhere: each names a file or folder that is there
 * and, after `#`, one of its headings. Links to other sites are not followed.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import MarkdownIt from 'markdown-it';
import { cite, type Problem } from './problem.ts';

const parser = new MarkdownIt({ html: true });

/** All pages of the repository, relative to its root. */
export function findPages(root: string, folder = '.'): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return findPages(root, path);
      return entry.name.endsWith('.md') ? [path] : [];
    })
    .toSorted();
}

/** The links and pictures of a page that lead nowhere. */
export function findDeadLinks(root: string, file: string): Problem[] {
  return linksIn(readFileSync(join(root, file), 'utf8')).flatMap(({ target, line }) => {
    const message = reasonAgainst(root, file, target);
    return message === undefined ? [] : [{ file, line, message, mendable: false }];
  });
}

/** Why a link leads nowhere; undefined if it does not, or if it is none of our business. */
function reasonAgainst(root: string, file: string, target: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return undefined;
  const [path = '', anchor] = decodeURIComponent(target).split('#');
  const place = path === '' ? join(root, file) : join(root, dirname(file), path);
  if (relative(root, place).startsWith('..')) {
    return `the link ${cite(target)} leads out of the repository`;
  }
  if (!existsSync(place)) return `the link ${cite(target)} leads to no file`;
  if (anchor === undefined) return undefined;
  const page = statSync(place).isDirectory() ? join(place, 'README.md') : place;
  if (!existsSync(page) || !anchorsIn(readFileSync(page, 'utf8')).has(anchor)) {
    return `the link ${cite(target)} leads to no heading of ${relative(root, page)}`;
  }
  return undefined;
}

interface Link {
  readonly target: string;
  /** Where its paragraph begins, counted from 1. */
  readonly line: number;
}

function linksIn(page: string): Link[] {
  return parser.parse(page, {}).flatMap((block) =>
    (block.children ?? []).flatMap((token) => {
      const target = token.attrGet('href') ?? token.attrGet('src');
      return target === null
        ? []
        : [{ target: String(target), line: (block.map?.[0] ?? 0) + 1 }];
    }),
  );
}

/** The anchors that GitHub makes of a page's headings: the second of two alike ends in `-1`. */
function anchorsIn(page: string): Set<string> {
  const tokens = parser.parse(page, {});
  const anchors = new Set<string>();
  for (const [index, { type }] of tokens.entries()) {
    if (type !== 'heading_open') continue;
    const words = tokens[index + 1]?.children ?? [];
    const anchor = words
      .map(({ content }) => content)
      .join('')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    let unique = anchor;
    for (let again = 1; anchors.has(unique); again += 1) unique = `${anchor}-${again}`;
    anchors.add(unique);
  }
  return anchors;
}
