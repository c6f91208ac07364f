/** Packs the files of an EPUB: a ZIP whose first file says, unpacked, what it is. */
import { type Zippable, zipSync } from 'fflate';

/** The oldest time that a ZIP can tell: the same book is the same bytes, whenever it is made. */
const NO_TIME = new Date(1980, 0, 1);

/** A file in the book. */
export interface BookFile {
  /** `EPUB/01-blocking.xhtml` */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The bytes of the book. */
export function packBook(files: readonly BookFile[]): Uint8Array {
  const entries: Zippable = {
    mimetype: [bytesOf('application/epub+zip'), { level: 0, mtime: NO_TIME }],
  };
  for (const { path, content } of files)
    entries[path] = [bytesOf(content), { level: 9, mtime: NO_TIME }];
  return zipSync(entries);
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
