/**
 * The search index: pagefind reads the pages' text and the records beside them, and makes files
 * of which the browser loads only those that a search needs.
 */
import { Buffer } from 'node:buffer';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { type Cache, fingerprint } from '../cache/cache.ts';
import { soughtName } from '../client/search/sought-name.ts';
import { html, trusted } from '../page/markup.ts';
import type { Output, Page } from '../page/page.ts';
import type { SearchKind, SearchRecord } from './records.ts';
import { type PageSection, sectionsOf } from './sections.ts';

/** The files of pagefind that the site's own dialog needs; the others are a dialog of its own. */
const NEEDED =
  /^(pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|pagefind\..*\.pf_meta|wasm\..*|(fragment|index|filter)\/.*)$/;

/** Kinds of pages whose text is searched; what other pages show is found by its records. */
const KINDS: Partial<Record<Page['kind'], SearchKind>> = {
  chapter: 'Chapter',
  exercise: 'Exercise',
  text: 'Page',
  home: 'Page',
  lab: 'Page',
};

/** What is no text of a page, or what a reader asks for before they want to see it. */
const EXCLUDED = [
  // The title is known beside the text.
  'h1',
  '.part',
  '.question',
  '.minutes',
  '.facts',
  // Code is found by its records.
  '.listing',
  '.transcript',
  '.anchor',
  '.hint',
  '.picture details',
  'svg',
  'button',
];

/** What is searched: a page's text as HTML, or a record. */
interface SearchSources {
  readonly pages: readonly Page[];
  readonly records: readonly SearchRecord[];
}

/** How the index is made stands in these files. */
const MAKERS = ['site/search/index-site.ts', 'site/client/search/sought-name.ts'];

/** The files of the index, kept from build to build while nothing that is searched changes. */
export async function indexSite(cache: Cache, sources: SearchSources): Promise<Output[]> {
  const documents = documentsOf(sources.pages);
  const texts = [
    cache.printOf(MAKERS),
    ...documents.flatMap(({ url, content }) => [url, content]),
    ...sources.records.flatMap((record) => Object.values(record)),
  ];
  const files = await cache.recall('search', fingerprint(texts), () =>
    makeIndex(documents, sources.records),
  );
  return files.map(({ path, content }) => ({
    path: `pagefind/${path}`,
    content: Buffer.from(content, 'base64'),
  }));
}

/** A section as pagefind is to read it. */
interface Document {
  readonly url: string;
  readonly content: string;
}

function documentsOf(pages: readonly Page[]): Document[] {
  const all = pages.flatMap((page) => {
    const kind = KINDS[page.kind];
    if (kind === undefined || page.isUnlisted === true) return [];
    return sectionsOf(page).map((section) => ({ page, kind, section }));
  });
  // A heading that every chapter has is the name of nothing.
  const headings = all.map(({ section }) => section.heading);
  return all.map(({ page, kind, section }) => {
    const { anchor, heading } = section;
    const isName = headings.indexOf(heading) === headings.lastIndexOf(heading);
    const names = anchor === '' ? namesOf(page) : isName ? [heading] : [];
    return {
      url: anchor === '' ? page.path : `${page.path}#${anchor}`,
      content: searchedHtml(page, { kind, section, names }),
    };
  });
}

/** What people call a page: `Select` and `chapter 5`, `05/1 · Pack an fd_set` and `05/1`. */
function namesOf({ path, kind, title }: Page): string[] {
  const number = /^[a-z]+\/0?(\d+)-/.exec(path)?.[1];
  if (kind === 'chapter' && number !== undefined)
    return [title, `chapter ${number}`, `chapter 0${number}`];
  return [title, ...title.split(' · ')];
}

/** Pagefind finds headings as well, and they count more than the text. */
function searchedHtml(
  { title, description }: Page,
  {
    kind,
    section,
    names,
  }: { kind: SearchKind; section: PageSection; names: readonly string[] },
): string {
  const { heading, main } = section;
  return html`<!doctype html><html lang="en"><body>
<main data-pagefind-body data-pagefind-filter="kind:${kind}" data-pagefind-meta="title:${title}">
<p data-pagefind-ignore>${
    heading === ''
      ? html`<span data-pagefind-meta="about">${description}</span>`
      : html`<span data-pagefind-meta="section">${trusted(heading)}</span>`
  }${names.map((name) => html`<span data-pagefind-filter="name">${soughtName(name)}</span>`)}</p>
${trusted(main)}</main></body></html>`.text;
}

interface IndexFile {
  readonly path: string;
  /** In base64, as JSON has no bytes. */
  readonly content: string;
}

async function makeIndex(
  documents: readonly Document[],
  records: readonly SearchRecord[],
): Promise<IndexFile[]> {
  const { index, errors } = await createIndex({
    forceLanguage: 'en',
    // SO_SNDBUF and epoll_wait are one word each.
    includeCharacters: '_',
    excludeSelectors: EXCLUDED,
  });
  if (index === undefined)
    throw new Error(`pagefind makes no index: ${errors.join(' ')}`);
  try {
    await addAll(index, documents, records);
    const made = await index.getFiles();
    refuse(made.errors);
    return made.files
      .filter(({ path }) => NEEDED.test(path))
      .map(({ path, content }) => ({
        path,
        content: Buffer.from(
          path.endsWith('.js') ? tellingFailures(content) : content,
        ).toString('base64'),
      }));
  } finally {
    await index.deleteIndex();
    await close();
  }
}

/**
 * The engine takes a part of the index that it cannot fetch for one that has nothing: it would say
 * that there is nothing to be found. So it is made to fail.
 */
function tellingFailures(content: Uint8Array): string {
  const script = Buffer.from(content).toString('utf8');
  const isSilent = /(console\.error\(`Failed to load the index chunk [^`]*`\);)(?=\})/g;
  if (script.match(isSilent)?.length !== 1)
    throw new Error(
      'pagefind fails in another way than before: read its _loadGenericChunk',
    );
  return script.replace(isSilent, '$1throw e;');
}

async function addAll(
  index: PagefindIndex,
  documents: readonly Document[],
  records: readonly SearchRecord[],
): Promise<void> {
  const added = await Promise.all([
    ...documents.map((document) => index.addHTMLFile(document)),
    ...records.map(({ path, kind, title, alias = title, content }) =>
      index.addCustomRecord({
        url: path,
        content,
        language: 'en',
        meta: { title },
        filters: {
          kind: [kind],
          name: [...new Set([soughtName(title), soughtName(alias)])],
        },
      }),
    ),
  ]);
  refuse(added.flatMap(({ errors }) => errors));
}

function refuse(errors: readonly string[]): void {
  const [first] = errors;
  if (first !== undefined) throw new Error(`pagefind: ${first}`);
}
