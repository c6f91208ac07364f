/** The book: the prose of the course as an EPUB, chapters with their exercises, then appendices. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Chapter } from '../../course/catalogue.ts';
import { shortName } from '../../course/contents.ts';
import { type Cache, fingerprint } from '../cache/cache.ts';
import { readCoverRun } from '../cover/recorded-run.ts';
import type { Highlighter } from '../listings/highlight.ts';
import type { Output } from '../page/page.ts';
import { type BookFile, packBook } from './archive.ts';
import { BOOK_PATH } from './book-path.ts';
import { bookRenderer } from './book-text.ts';
import { COVER_WIDTH, coverSvg } from './cover.ts';
import { lastChange } from './last-change.ts';
import {
  type BookPart,
  bookDocument,
  container,
  navDocument,
  packageDocument,
} from './package-document.ts';
import { bookPicture } from './pictures.ts';

const TITLE = {
  title: 'Would Block: non-blocking I/O from the system call up, in TypeScript',
  description: 'A course that makes real system calls.',
};

/** A part of the book, and the text of the repository that it shows. */
interface TextPart extends BookPart {
  /** Relative to the repository's root. */
  readonly source: string;
  readonly below: readonly TextPart[];
}

/** What the book is made with. */
interface BookContext {
  /** The repository's absolute path. */
  readonly root: string;
  readonly cache: Cache;
  readonly chapters: readonly Chapter[];
  readonly highlight: Highlighter;
}

/** Makes the book, or takes the one that was made of the same texts. */
export async function makeBook(context: BookContext): Promise<Output> {
  const modified = lastChange(context.root);
  const print = fingerprint([printOf(context), modified]);
  const book = await context.cache.recall('book', print, async () =>
    Buffer.from(await bind(context, modified)).toString('base64'),
  );
  return { path: BOOK_PATH, content: Buffer.from(book, 'base64') };
}

/** The folders of what makes it. */
const MAKERS = [
  'cards',
  'cover',
  'epub',
  'listings',
  'markdown',
  'page',
  'reading',
  'timelines',
];

/** All that goes into the book, and how it is made. */
function printOf({ root, cache, chapters }: BookContext): string {
  const folders = chapters.flatMap(({ folder, exercises }) => [
    folder,
    join(folder, 'pictures'),
    ...exercises.map((exercise) => exercise.folder),
  ]);
  const texts = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => filesIn(folder, /\.(md|svg|yaml)$/));
  const makers = MAKERS.flatMap((name) =>
    filesIn(join(root, 'site', name), /\.(ts|css)$/),
  );
  const cover = join(root, 'pictures');
  return cache.printOf([...texts, ...makers, ...filesIn(cover, /\.svg$/)]);
}

function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(folder)
    .filter((file) => name.test(file))
    .toSorted()
    .map((file) => join(folder, file));
}

async function bind(context: BookContext, modified: string): Promise<Uint8Array> {
  const { root, chapters } = context;
  const parts = chapters.map((chapter) => partOf(root, chapter));
  const all = parts.flatMap((part) => [part, ...part.below]);
  const files = new Map(all.map(({ source, file }) => [source, file]));
  const pictures = new Map<string, BookFile>();
  const picture = (source: string) => {
    const file = source
      .replace(/^chapters\//, '')
      .replace('/pictures/', '-')
      .replaceAll('/', '-');
    const svg = readFileSync(join(root, source), 'utf8');
    pictures.set(source, { path: file, content: bookPicture(svg) });
    return file;
  };
  const bookText = bookRenderer(context.highlight);
  const texts = all.map(({ source, file, title }) => {
    const text = readFileSync(join(root, source), 'utf8');
    const chapterOf = (other: string) => files.get(other);
    const body = bookText({ file: source, text, chapterOf, picture });
    return { path: file, content: bookDocument(title, body) };
  });
  const content = [
    { path: 'cover.png', content: await coverPng(context) },
    { path: 'cover.xhtml', content: coverDocument },
    { path: 'book.css', content: readFileSync(join(import.meta.dirname, 'book.css')) },
    { path: 'nav.xhtml', content: navDocument(parts) },
    ...texts,
    ...pictures.values(),
  ];
  const names = content.map(({ path }) => path);
  return packBook([
    { path: 'META-INF/container.xml', content: container },
    {
      path: 'EPUB/package.opf',
      content: packageDocument({ ...TITLE, modified }, names, parts),
    },
    ...content.map(({ path, content }) => ({ path: `EPUB/${path}`, content })),
  ]);
}

const coverDocument = bookDocument(
  'Would Block',
  '<div class="cover" epub:type="cover"><img src="cover.png" alt="Would Block: non-blocking I/O from the system call up, in TypeScript"/></div>\n',
);

async function coverPng({ root, cache }: BookContext): Promise<Uint8Array> {
  const svg = coverSvg(readCoverRun(root));
  const encoded = await cache.recall('book-cover', fingerprint([svg]), async () => {
    const { rasterize } = await import('../cards/raster.ts');
    const [png = new Uint8Array()] = rasterize([{ svg, width: COVER_WIDTH }]);
    return Buffer.from(png).toString('base64');
  });
  return Buffer.from(encoded, 'base64');
}

function partOf(root: string, chapter: Chapter): TextPart {
  const { id, number, title, folder, exercises } = chapter;
  return {
    file: `${id}.xhtml`,
    title: `${number} · ${title}`,
    source: readmeIn(root, folder),
    below: exercises.map((exercise) => ({
      file: `exercise-${id}-${basename(exercise.folder)}.xhtml`,
      title: `Exercise ${shortName(exercise)} · ${exercise.title}`,
      source: readmeIn(root, exercise.folder),
      below: [],
    })),
  };
}

function readmeIn(root: string, folder: string): string {
  return join(relative(root, folder), 'README.md');
}
