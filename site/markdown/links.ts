/**
 * Links and pictures in a page's text: what leads to a file of the repository leads on the site
 * to the page that shows it. Throws `Fault` for a file that no page shows.
 */
import { posix } from 'node:path';
import { cite, Fault } from '../../course/literate/problem.ts';
import { addressFrom, pageFor } from '../addresses.ts';

/** Where the project's own files can be read when no page shows them. */
const REPOSITORY = 'https://github.com/would-block/would-block/blob/main/';

/** Where a link of a file leads on the page that shows the file. */
export function siteAddress(file: string, page: string, target: string): string {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return target;
  const [path = '', anchor] = target.split('#', 2);
  const fragment = anchor === undefined ? '' : `#${anchor}`;
  if (path === '') return fragment;
  const linked = posix.join(posix.dirname(file), path);
  if (linked.startsWith('..'))
    throw new Fault(`the link ${cite(target)} leads out of the repository.`);
  const shown = pageFor(linked);
  if (shown !== undefined) return addressFrom(page, shown + fragment);
  return repositoryAddress(linked, fragment);
}

/** Where a file of the repository can be read that nothing of ours shows. */
export function repositoryAddress(file: string, fragment: string): string {
  return `${REPOSITORY}${file}${fragment}`;
}
