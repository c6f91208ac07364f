/** Links of a built site that lead nowhere: to no file, or to no such place in it. */
import { posix } from 'node:path';
import { decoded } from '../page/addresses.ts';
import { idsIn, tagsIn, unescaped } from './tags.ts';

/** The site's files: their text if they are HTML, else `undefined`. */
export type SiteFiles = ReadonlyMap<string, string | undefined>;

/** A link that leads nowhere. */
interface DeadLink {
  /** The page's path: `chapters/01-blocking/`. */
  readonly page: string;
  /** As it stands there. */
  readonly target: string;
  readonly why: string;
}

/** Finds them all. Links to other hosts are not followed. */
export function deadLinks(files: SiteFiles): DeadLink[] {
  const anchors = new Map<string, ReadonlySet<string>>();
  const anchorsOf = (file: string) => {
    const known = anchors.get(file) ?? new Set(idsIn(files.get(file) ?? ''));
    anchors.set(file, known);
    return known;
  };
  return [...files].flatMap(([file, text]) => {
    if (text === undefined) return [];
    const page = file.replace(/index\.html$/, '');
    return targetsIn(text).flatMap((target) => {
      const why = faultOf(target, file, files, anchorsOf);
      return why === undefined ? [] : [{ page, target, why }];
    });
  });
}

function faultOf(
  target: string,
  from: string,
  files: SiteFiles,
  anchorsOf: (file: string) => ReadonlySet<string>,
): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return undefined;
  if (target.startsWith('/')) {
    // A host shows it in the place of any page, so that its links cannot be relative.
    return from === '404.html' ? undefined : 'it counts on the root of the host';
  }
  const [path = '', anchor] = target.split('#', 2);
  const [plain = ''] = path.split('?', 1);
  const joined = plain === '' ? from : posix.join(posix.dirname(from), decoded(plain));
  if (joined.startsWith('../')) return 'it leads out of the site';
  const isFolder = plain.endsWith('/') || joined === '.' || joined === './';
  const file = isFolder ? posix.join(joined, 'index.html') : joined;
  if (!files.has(file)) return 'there is no such file';
  if (anchor === undefined || anchor === '' || files.get(file) === undefined)
    return undefined;
  return anchorsOf(file).has(decoded(anchor))
    ? undefined
    : 'there is no such place on that page';
}

/** What tags of a page lead to. */
function targetsIn(text: string): string[] {
  return tagsIn(text).flatMap((tag) =>
    [...tag.matchAll(/\s(?:href|src|data-answers|data-trace|data-names)="([^"]*)"/g)].map(
      ([, target = '']) => unescaped(target),
    ),
  );
}
