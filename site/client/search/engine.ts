/** The search engine: pagefind, loaded from beside the site's other files. */

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
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  debouncedSearch(
    words: string,
    options: { filters: Record<string, string> },
    delayMs: number,
  ): Promise<{ results: { data(): Promise<PageData> }[] } | null>;
}

interface PageData {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: { readonly title: string };
  readonly filters: { readonly kind?: readonly string[] };
  readonly sub_results: readonly { title: string; url: string; excerpt: string }[];
}

const MOST_PAGES = 12;
const SECTIONS_OF_A_PAGE = 3;

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
  await pagefind.options({ baseUrl: site.pathname, excerptLength: 24 });
  return pagefind;
}

/** Looks for words among one kind, or among all if it is ''. Undefined if it was asked again since. */
export async function find(words: string, kind: string): Promise<Found[] | undefined> {
  const pagefind = await loadEngine();
  const filters: Record<string, string> = kind === '' ? {} : { kind };
  const answer = await pagefind.debouncedSearch(words, { filters }, 120);
  if (answer === null) return undefined;
  const pages = await Promise.all(
    answer.results.slice(0, MOST_PAGES).map((each) => each.data()),
  );
  const exact = (title: string) => named(title) === named(words);
  return pages.flatMap(partsOf).sort((one, other) => {
    return Number(exact(other.title)) - Number(exact(one.title));
  });
}

function partsOf({ url, excerpt, meta, filters, sub_results }: PageData): Found[] {
  const kind = filters.kind?.[0] ?? '';
  const whole = { kind, title: meta.title, section: '', url, excerpt };
  const parts = sub_results
    .filter((part) => part.url !== url)
    .slice(0, SECTIONS_OF_A_PAGE)
    .map((part) => ({
      ...whole,
      section: part.title,
      url: part.url,
      excerpt: part.excerpt,
    }));
  return parts.length > 0 ? parts : [whole];
}

/** A name as somebody looks for it: `Select()` is `select`. */
function named(text: string): string {
  return text
    .toLowerCase()
    .replace(/\(.*\)$/, '')
    .trim();
}
