/**
 * Which page shows which file of the repository, and how one page links to another.
 *
 * All links are relative, so that the site works below any path of any host.
 */
import { dirname, posix } from 'node:path';

/** Other pages than READMEs that are shown, and where. */
const TEXTS: Readonly<Record<string, string>> = {
  'README.md': '',
  'chapters/README.md': 'chapters/',
  'TEACHING.md': 'teaching/',
  'CONTRIBUTING.md': 'contributing/',
};

/** The path of the page that shows a file; undefined if none does. */
export function pageFor(file: string): string | undefined {
  const text = TEXTS[file];
  if (text !== undefined) return text;
  const isReadme = /^(chapters|exercises|solutions)\/.+\/README\.md$/.test(file);
  return isReadme ? `${dirname(file)}/` : undefined;
}

/** The relative address of a path of the site, seen from a page. `''` is the page itself. */
export function addressFrom(page: string, path: string): string {
  const [target = '', anchor] = path.split('#', 2);
  const fragment = anchor === undefined ? '' : `#${anchor}`;
  if (target === page && anchor !== undefined) return fragment;
  const relative = posix.relative(`/${page}`, `/${target}`);
  const slash = target.endsWith('/') || target === '' ? '/' : '';
  return `${relative === '' ? '.' : relative}${slash}${fragment}`;
}

/** An address without its escapes; as it is where they are wrong, and then it leads nowhere. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
