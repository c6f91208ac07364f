/** Links of the texts that lead to no page, or to no such place on it. */
import { closest } from 'fastest-levenshtein';
import { cite } from '../../course/literate/problem.ts';
import { SiteFault } from '../faults/site-fault.ts';
import { decoded } from '../page/addresses.ts';
import type { Page } from '../page/page.ts';

/** A link within the site, as a text has it. */
export interface TextLink {
  /** The text, relative to the repository's root, and the line in it. */
  readonly file: string;
  readonly line: number;
  readonly target: string;
  /** The page that shows the text, and where the link leads from there. */
  readonly page: string;
  readonly address: string;
}

type Shown = Pick<Page, 'path' | 'main' | 'headings'>;

/** Throws `SiteFault` if one of the links leads nowhere. It is asked when all pages are made. */
export function refuseDeadEnds(
  links: readonly TextLink[],
  pages: readonly Shown[],
  files: ReadonlySet<string>,
): void {
  const shown = new Map(pages.map((page) => [page.path, page]));
  const problems = links.flatMap((link) => {
    const { file, line, target, page, address } = link;
    const { pathname, hash } = new URL(address, `https://site/${page}`);
    const path = decoded(pathname).slice(1);
    const anchor = decoded(hash).slice(1);
    const why = files.has(path) ? undefined : faultAt(shown.get(path), anchor);
    if (why === undefined) return [];
    const message = `the link ${cite(target)} ${why}`;
    return [{ file, line, message }];
  });
  if (problems.length > 0) throw new SiteFault(...problems);
}

function faultAt(page: Shown | undefined, anchor: string): string | undefined {
  if (page === undefined) return 'leads to no page of the site; correct its path.';
  if (anchor === '' || page.main.text.includes(` id="${anchor}"`)) return undefined;
  const ids = page.headings.map(({ id }) => id);
  const hint = ids.length > 0 ? `; perhaps #${closest(anchor, ids)} is meant` : '';
  return `leads to no heading of that page${hint}.`;
}
