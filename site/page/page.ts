/** What the site is made of: pages, which the shell surrounds, and files beside them. */
import type { Html } from './markup.ts';

/** A heading that the table of contents shows. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  /** As inline HTML. */
  readonly text: Html;
}

type PageKind =
  | 'home'
  | 'chapter'
  | 'exercise'
  | 'solution'
  | 'reference'
  | 'lab'
  | 'text'
  | 'missing';

/** A page, without what all pages have around it. */
export interface Page {
  /** Where it lies in the site: `''`, or `chapters/01-blocking/`, with a slash at its end. */
  readonly path: string;
  readonly kind: PageKind;
  readonly title: string;
  /** One sentence, for search engines and cards. */
  readonly description: string;
  /** What stands in `<main>`. */
  readonly main: Html;
  readonly headings: readonly Heading[];
  /** The file that it was made from, relative to the repository's root, if there is one. */
  readonly source?: string;
  /** The pages before and after it, for a reader who turns them. */
  readonly previous?: Neighbour;
  readonly next?: Neighbour;
  /** What stands above the table of contents: where the reader is. */
  readonly whereabouts?: Html;
  /** Whether it is in no index, this site's or another's: it gives an answer away, or is no place to go to. */
  readonly isUnlisted?: boolean;
  /** Files that it fetches once they are wanted. */
  readonly files?: readonly Output[];
}

/** The file that a page is written to. Hosts look for the page for what is missing in 404.html. */
export function fileOf({ kind, path }: Page): string {
  return kind === 'missing' ? '404.html' : `${path}index.html`;
}

/** A page that another leads to. */
export interface Neighbour {
  readonly path: string;
  readonly title: string;
}

/** A file of the site as it is written. */
export interface Output {
  /** Where it lies in the site: `index.html`, `assets/site-3fa2.css`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}
