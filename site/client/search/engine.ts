/** The search engine: pagefind, loaded from beside the site's other files. */
import { bestOf, type Entry, type Found, type Result, shown } from './found.ts';
import { soughtName } from './sought-name.ts';
import { nearestName, soughtWords } from './words.ts';

/** What came of a search. */
interface Search {
  /** What was looked for: another word than the one that was typed, if nothing has that. */
  readonly words: string;
  readonly found: readonly Found[];
}

/** What of pagefind is used here. */
interface Pagefind {
  options(options: {
    baseUrl: string;
    excerptLength: number;
    ranking: {
      pageLength: number;
      termFrequency: number;
      metaWeights: Readonly<Record<string, number>>;
    };
  }): Promise<void>;
  filters(): Promise<{ name?: Readonly<Record<string, number>> }>;
  search(
    words: string | null,
    options: { filters: { kind?: string; name?: string } },
  ): Promise<{ results: Result[] }>;
}

/**
 * The kinds of things, those that explain a word first, and how many of each are shown among all.
 * Pagefind's marks alone would put a dozen declarations before the chapter.
 */
const AMONG_ALL: Readonly<Record<string, number>> = {
  Chapter: 6,
  Glossary: 2,
  Exercise: 2,
  Library: 4,
  Code: 3,
  Page: 1,
};
const OF_ONE_KIND = 15;

/** So long somebody who types is waited for. */
const TYPING_MS = 120;

let loading: Promise<Pagefind> | undefined;
let failures = 0;

/** Loads the engine, once; whoever asks after a failure has it loaded anew. */
export function loadEngine(): Promise<Pagefind> {
  loading ??= load().catch(forget);
  return loading;
}

/** What has failed once has kept it in mind: another is loaded next time. */
function forget(error: unknown): never {
  loading = undefined;
  failures += 1;
  throw error;
}

async function load(): Promise<Pagefind> {
  // This file lies in assets/, whatever path the site has on its host.
  const site = new URL('../', import.meta.url);
  const script = new URL('pagefind/pagefind.js', site);
  // Many browsers never again ask for a module that they could not fetch: this is another.
  if (failures > 0) script.search = `again=${failures}`;
  const pagefind: Pagefind = await import(script.href);
  await pagefind.options({
    baseUrl: site.pathname,
    excerptLength: 24,
    // A section is hardly worse for being long, nor better for the title that all of its page have.
    ranking: {
      pageLength: 0.3,
      termFrequency: 0.6,
      metaWeights: { title: 1, section: 1, about: 1 },
    },
  });
  return pagefind;
}

let latest = 0;

/** Looks for words among one kind, or among all if it is ''. Undefined if it was asked again since. */
export async function find(words: string, kind: string): Promise<Search | undefined> {
  latest += 1;
  const own = latest;
  await new Promise((resolve) => setTimeout(resolve, TYPING_MS));
  if (own !== latest) return undefined;
  const pagefind = await loadEngine();
  const search = await findOrGuess(pagefind, words, kind).catch(forget);
  return own === latest ? search : undefined;
}

async function findOrGuess(
  pagefind: Pagefind,
  words: string,
  kind: string,
): Promise<Search> {
  const found = await findExactly(pagefind, words, kind);
  if (found.length > 0) return { words, found };
  const { name: names = {} } = await pagefind.filters();
  const meant = nearestName(words, Object.keys(names));
  if (meant === undefined) return { words, found };
  return { words: meant, found: await findExactly(pagefind, meant, kind) };
}

/** What goes by these words comes first, then what has them in it, kind by kind. */
async function findExactly(
  pagefind: Pagefind,
  words: string,
  kind: string,
): Promise<Found[]> {
  const sought = soughtWords(words);
  const kinds = kind === '' ? Object.entries(AMONG_ALL) : [[kind, OF_ONE_KIND] as const];
  const named: Entry[] = [];
  const holding: Entry[] = [];
  for (const [each, most] of kinds) {
    const isNamed = { kind: each, name: soughtName(words) };
    const { results: all } = await pagefind.search(null, { filters: isNamed });
    named.push(...(await Promise.all(all.slice(0, most).map((result) => result.data()))));
    const { results } = await pagefind.search(sought, { filters: { kind: each } });
    holding.push(...(await bestOf(results, sought, most)));
  }
  const found = new Map(named.map((entry) => [entry.url, shown(entry, true)]));
  for (const entry of holding) {
    if (!found.has(entry.url)) found.set(entry.url, shown(entry, false));
  }
  return [...found.values()];
}
