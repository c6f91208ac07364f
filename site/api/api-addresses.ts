/**
 * Where the API pages describe what the library exports.
 *
 * Each door of the library has a page, on which each export has its anchor, `#select`, and each
 * member too, `#Socket.send`. What would make that page long has one of its own.
 */

/** The doors of the library, as `exports` in package.json opens them: `./sim` is `sim`. */
export const DOORS = [
  'would-block',
  'sim',
  'testing',
  'testing/parity',
  'threads',
  'trace',
] as const;

/** One of them. */
export type Door = (typeof DOORS)[number];

/** Exports of `would-block` that have a page of their own. */
const OWN_PAGES: Readonly<Record<string, string>> = {
  Socket: 'socket',
  Kernel: 'kernel',
};

/** The folders of the library that the doors open; the first door opens all the others. */
const FOLDERS: Readonly<Record<string, Door>> = {
  net: 'would-block',
  program: 'would-block',
  selectors: 'would-block',
  sys: 'would-block',
  sim: 'sim',
  testing: 'testing',
  'testing/parity': 'testing/parity',
  threads: 'threads',
  trace: 'trace',
};

/** The path of an export's description in the site; `name` may be a member: `Socket.send`. */
export function apiAddress(door: Door, name: string): string {
  return `${apiPage(door, name)}#${name}`;
}

/** The path of the page that describes an export. */
export function apiPage(door: Door, name: string): string {
  const [base = name] = name.split('.');
  const page = door === 'would-block' ? (OWN_PAGES[base] ?? constants(base)) : undefined;
  return `api/${door}/${page === undefined ? '' : `${page}/`}`;
}

/** The door that opens a file of the library, by its path in the repository, if one does. */
export function doorOf(file: string): Door | undefined {
  const folder = /^lib\/(testing\/parity|[^/]+)\//.exec(file)?.[1];
  return folder === undefined ? undefined : FOLDERS[folder];
}

/** The constants of the man pages share a page: they are many, and a line each. */
function constants(name: string): string | undefined {
  return /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(name) ? 'constants' : undefined;
}
