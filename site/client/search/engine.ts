/** The search engine: pagefind, loaded from beside the site's other files. */
import { soughtName } from './sought-name.ts';

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

/** What of pagefind is used here. */
interface Pagefind {
  options(options: {
    baseUrl: string;
    excerptLength: number;
    ranking: { pageLength: number; termFrequency: number };
  }): Promise<void>;
  search(
    words: string | null,
    options: { filters: { kind: string; name?: string } },
  ): Promise<{ results: { data(): Promise<PageData> }[] }>;
}

interface PageData {
  readonly url: string;
  readonly excerpt: string;
  /** A page, but no record, says what it is about. */
  readonly meta: { readonly title: string; readonly about?: string };
  readonly sub_results: readonly { title: string; url: string; excerpt: string }[];
}

/**
 * The kinds of things, those that explain a word first, and how many pages of each are shown
 * among all. Pagefind's marks alone would put a dozen declarations before the chapter.
 */
const AMONG_ALL: Readonly<Record<string, number>> = {
  Chapter: 3,
  Glossary: 2,
  Exercise: 2,
  Library: 4,
  Code: 3,
  Page: 1,
};
const OF_ONE_KIND = 12;
const SECTIONS_OF_A_PAGE = 3;

/** So long somebody who types is waited for. */
const TYPING_MS = 120;

let loading: Promise<Pagefind> | undefined;

/** Loads the engine. A second call answers with the first one's. */
export function loadEngine(): Promise<Pagefind> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Pagefind> {
  // This file lies in assets/, whatever path the site has on its host.
  const site = new URL('../', import.meta.url);
  const pagefind: Pagefind = await import(new URL('pagefind/pagefind.js', site).href);
  await pagefind.options({
    baseUrl: site.pathname,
    excerptLength: 24,
    // A chapter is no worse for being long, nor better for saying a word in every line.
    ranking: { pageLength: 0.1, termFrequency: 0.3 },
  });
  return pagefind;
}

let latest = 0;

/** Looks for words among one kind, or among all if it is ''. Undefined if it was asked again since. */
export async function find(words: string, kind: string): Promise<Found[] | undefined> {
  latest += 1;
  const own = latest;
  await new Promise((resolve) => setTimeout(resolve, TYPING_MS));
  if (own !== latest) return undefined;
  const pagefind = await loadEngine();
  const wanted = kind === '' ? Object.entries(AMONG_ALL) : [[kind, OF_ONE_KIND] as const];
  const found = new Map<string, Found>();
  for (const [each, most] of wanted) {
    const { results: named } = await pagefind.search(null, {
      filters: { kind: each, name: soughtName(words) },
    });
    const { results } = await pagefind.search(words, { filters: { kind: each } });
    const pages = [...named, ...results].slice(0, most).map((page) => page.data());
    for (const page of await Promise.all(pages)) {
      for (const part of partsOf(each, page, words)) found.set(part.url, part);
    }
    if (own !== latest) return undefined;
  }
  return [...found.values()].sort(
    (one, other) => Number(isNamed(other, words)) - Number(isNamed(one, words)),
  );
}

function partsOf(
  kind: string,
  { url, excerpt, meta, sub_results }: PageData,
  words: string,
): Found[] {
  const whole = { kind, title: meta.title, section: '', url, excerpt };
  if (isNamed(whole, words) && meta.about !== undefined) {
    whole.excerpt = new Option(meta.about).innerHTML;
  }
  const parts = sub_results
    .filter((part) => part.url !== url)
    .slice(0, SECTIONS_OF_A_PAGE)
    .map((part) => ({
      ...whole,
      section: part.title,
      url: part.url,
      excerpt: part.excerpt,
    }));
  return parts.length === 0 || isNamed(whole, words) ? [whole, ...parts] : parts;
}

function isNamed({ title, section }: Found, words: string): boolean {
  return soughtName(section === '' ? title : section) === soughtName(words);
}
