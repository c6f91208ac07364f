/** What the engine answers, and what of it a reader is shown. */
import { holds } from './words.ts';

/** What is found, ready to be shown. */
export interface Found {
  readonly kind: string;
  readonly title: string;
  /** The heading within the page; '' if the page as a whole was found. */
  readonly section: string;
  readonly url: string;
  /** HTML in which the words are marked. */
  readonly excerpt: string;
}

/** A section of a page, or something that is found by itself. */
export interface Entry {
  readonly url: string;
  readonly content: string;
  readonly excerpt: string;
  /** A section whose heading others have as well goes by no name. */
  readonly filters: {
    readonly kind?: readonly string[];
    readonly name?: readonly string[];
  };
  readonly meta: {
    readonly title: string;
    readonly section?: string;
    /** What a page is about; only its beginning has it. */
    readonly about?: string;
  };
}

/** Something that the engine has found. */
export interface Result {
  readonly score: number;
  data(): Promise<Entry>;
}

/** So many of one chapter are shown beside those of others. */
const OF_ONE_PAGE = 3;

/** What kind of thing it is: `Chapter`. */
function kindOf({ filters }: Entry): string {
  return filters.kind?.[0] ?? '';
}

/** The best of the results that do hold the words, best first. */
export async function bestOf(
  results: readonly Result[],
  sought: string,
  most: number,
): Promise<Entry[]> {
  const candidates = await Promise.all(
    results
      .slice(0, 2 * most)
      .map(async ({ score, data }) => ({ score, entry: await data() })),
  );
  const ordered = candidates
    .filter(({ entry }) => holds(entry.content, entry.meta.title, sought))
    .map(({ score, entry }) => ({ score: score * worthOf(entry), entry }))
    .sort((one, other) => other.score - one.score);
  const perPage = new Map<string, number>();
  const some = ordered.filter(({ entry }) => {
    const [page = ''] = entry.url.split('#');
    const count = (perPage.get(page) ?? 0) + 1;
    perPage.set(page, count);
    return kindOf(entry) !== 'Chapter' || count <= OF_ONE_PAGE;
  });
  return some.slice(0, most).map(({ entry }) => entry);
}

/** A section that has a heading of its own explains more, and a chapter more than an appendix. */
function worthOf(entry: Entry): number {
  if (kindOf(entry) !== 'Chapter') return 1;
  const isAppendix = /\/chapters\/[a-z]-/.test(entry.url);
  return (entry.filters.name === undefined ? 0.7 : 1) * (isAppendix ? 0.8 : 1);
}

/** An entry for a reader. One that has the words for its name says what it is about. */
export function shown(entry: Entry, isNamed: boolean): Found {
  const { url, excerpt, meta } = entry;
  const { title, section = '', about } = meta;
  const text =
    isNamed && about !== undefined
      ? new Option(about).innerHTML
      : withoutHeading(excerpt, section);
  return { kind: kindOf(entry), title, section, url, excerpt: text };
}

/** An excerpt that begins with the heading of its section, which is told beside it. */
function withoutHeading(excerpt: string, heading: string): string {
  if (heading === '') return excerpt;
  const letters = [...new Option(heading).innerHTML].map((letter) =>
    letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  const start = new RegExp(
    `^(<mark>)?${letters.join('(?:</?mark>)*')}[.:?]*(?:</mark>)?[.:?]* `,
  );
  return excerpt.replace(start, '');
}
