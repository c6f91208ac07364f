/** What the search finds beside the pages' text: code, the library's names, terms, system calls. */

import { apiAddress } from '../api/api-addresses.ts';
import { titleOf } from '../api/export-html.ts';
import { errorNames } from '../glossary/error-names.ts';
import type { Listings } from '../listings/listings.ts';
import type { Reference } from '../reference/reference.ts';

/** What a reader looks for. */
export type SearchKind =
  | 'Chapter'
  | 'Exercise'
  | 'Code'
  | 'Library'
  | 'Glossary'
  | 'Page';

/** Something that is found by itself. */
export interface SearchRecord {
  /** Where it leads, as a path of the site. */
  readonly path: string;
  readonly kind: SearchKind;
  readonly title: string;
  /** What else it goes by: a method by its own name. */
  readonly alias?: string;
  readonly content: string;
}

/** Where they are looked for. */
interface Known {
  readonly listings: Listings;
  readonly reference: Reference;
}

/** All such records of the site. */
export function searchRecords(known: Known): SearchRecord[] {
  return [...codeRecords(known), ...libraryRecords(known), ...glossaryRecords(known)];
}

/** Each listing, once: the first page that shows a part of a file. */
function codeRecords({ listings }: Known): SearchRecord[] {
  const seen = new Set<string>();
  return listings.shownParts.all.flatMap(({ file, region, page, anchor, numbers }) => {
    const title = region === undefined ? file : `${file} · ${region}`;
    if (seen.has(title) || page.startsWith('solutions/')) return [];
    seen.add(title);
    const { lines } = listings.sources.read(file);
    const shown = lines.filter(({ number }) => numbers.includes(number));
    const content = shown.map(({ text }) => text).join('\n');
    return [{ path: `${page}#${anchor}`, kind: 'Code' as const, title, content }];
  });
}

function libraryRecords({ reference }: Known): SearchRecord[] {
  // A class that is a kernel has the calls of one: those are found once.
  const all = reference.names
    .all()
    .filter(({ declared }) => !('isKernelCall' in declared && declared.isKernelCall));
  return all.map(({ door, name, declared }) => {
    const isMethod = declared.kind === 'method';
    const isOfSocket = name.startsWith('Socket.');
    return {
      path: apiAddress(door, name),
      kind: 'Library' as const,
      title: name.includes('.') ? `${name}${isMethod ? '()' : ''}` : titleOf(declared),
      ...(isMethod && isOfSocket && { alias: declared.name }),
      content: [
        declared.text === '' ? declared.code : plain(declared.text),
        ...declared.throws.map((what) => `Throws ${plain(what).replace(/\.$/, '')}.`),
      ].join(' '),
    };
  });
}

function glossaryRecords({ reference }: Known): SearchRecord[] {
  const terms = reference.definitions.map(({ term, id, sentence }) => ({
    path: `glossary/#${id}`,
    title: term,
    content: plain(sentence),
  }));
  const callRecords = reference.names.systemCalls().map(({ name, text }) => ({
    path: `calls/#${name}`,
    title: `${name}, a system call`,
    content: plain(text),
  }));
  const errors = errorNames(reference.sections).map(
    ({ name, text, linux, darwin, section }) => ({
      path: `glossary/#${name}`,
      title: name,
      content: `${text}: ${linux} on Linux, ${darwin} on macOS. First in ${section.title}.`,
    }),
  );
  return [...terms, ...callRecords, ...errors].map((each) => ({
    ...each,
    kind: 'Glossary' as const,
  }));
}

/** Markdown without its marks. */
function plain(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*|`/g, '');
}
