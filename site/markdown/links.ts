/**
 * Links and pictures in a page's text: what leads to a file of the repository leads on the site
 * to the page that shows it or, if none does, to the file itself, which the site then holds.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { cite, Fault } from '../../course/literate/problem.ts';
import { addressFrom, pageFor } from '../page/addresses.ts';
import type { Output } from '../page/page.ts';
import type { ProseContext } from './prose-context.ts';

/** Where a link of a file leads on the page that shows the file. Throws `Fault` if nowhere. */
export function siteAddress(
  context: Pick<ProseContext, 'root' | 'linkedFiles'>,
  { file, page }: { readonly file: string; readonly page: string },
  target: string,
): string {
  const { linked, fragment } = targetOf(file, target);
  if (linked === undefined) return fragment;
  const shown = pageFor(linked);
  if (shown !== undefined) return addressFrom(page, shown + fragment);
  const place = join(context.root, linked);
  if (linked.startsWith('..') || !existsSync(place) || !statSync(place).isFile()) {
    throw new Fault(`the link ${cite(target)} leads to no file of the repository.`);
  }
  context.linkedFiles.add(linked);
  return addressFrom(page, linkedFilePath(linked));
}

/**
 * The file that a link leads to, relative to the repository's root, and the place in it. Without a
 * file, what is left is the link itself: to another site, or to a heading of the same file.
 */
export function targetOf(
  file: string,
  target: string,
): { readonly linked: string | undefined; readonly fragment: string } {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return { linked: undefined, fragment: target };
  const [path = '', anchor] = target.split('#', 2);
  const fragment = anchor === undefined ? '' : `#${anchor}`;
  if (path === '') return { linked: undefined, fragment };
  return { linked: posix.join(posix.dirname(file), path), fragment };
}

/** The files that links lead to and no page shows, once all texts are rendered. */
export function linkedOutputs({
  root,
  linkedFiles,
}: Pick<ProseContext, 'root' | 'linkedFiles'>): Output[] {
  return [...linkedFiles].map((file) => ({
    path: linkedFilePath(file),
    content: readFileSync(join(root, file)),
  }));
}

/** Where the site holds such a file: as plain text, whatever it is. */
function linkedFilePath(file: string): string {
  return `files/${file}.txt`;
}
