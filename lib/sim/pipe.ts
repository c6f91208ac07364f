/**
 * A pipe: bytes from its writers to its readers, through 16 pages of memory: pipe(7).
 *
 * Linux hands the memory out by pages, and that shows: a pipe of 65,536 bytes is full after 64,000
 * if they came in thousands, because a write that fits on the last page goes there whole, or
 * begins a new one. A write of up to a page is never torn in two, which pipe(7) promises.
 */
import { errno, POLLERR, POLLHUP, POLLIN, POLLOUT } from '../sys/index.ts';
import { OpenFile } from './open-file.ts';
import { WOULD_BLOCK } from './socket.ts';

// #region pages
const PAGE_BYTES = 4096;
const PAGES = 16;

interface Page {
  readonly bytes: Uint8Array;
  /** The bytes from `start` to `end` wait to be read. */
  start: number;
  end: number;
}

/** What the two ends share. */
class Pipe {
  readonly pages: Page[] = [];
  readonly reader: PipeReader;
  readonly writer: PipeWriter;
  hasReader = true;
  hasWriter = true;

  constructor() {
    this.reader = new PipeReader(this);
    this.writer = new PipeWriter(this);
  }

  get isFull(): boolean {
    return this.pages.length === PAGES;
  }

  get length(): number {
    return this.pages.reduce((sum, page) => sum + page.end - page.start, 0);
  }
}

/** The two ends of a new pipe. */
export function makePipe(): { reader: OpenFile; writer: OpenFile } {
  return new Pipe();
}
// #endregion

// #region ends
class PipeReader extends OpenFile {
  readonly #pipe: Pipe;

  constructor(pipe: Pipe) {
    super();
    this.#pipe = pipe;
  }

  override get accessMode(): number {
    return 0;
  }

  readiness(): number {
    const { pages, hasWriter } = this.#pipe;
    return (pages.length > 0 ? POLLIN : 0) | (hasWriter ? 0 : POLLHUP);
  }

  override read(target: Uint8Array): number {
    const { pages, hasWriter, isFull, writer } = this.#pipe;
    if (target.length === 0) return 0;
    if (pages.length === 0) return hasWriter ? WOULD_BLOCK : 0;
    let count = 0;
    for (let page = pages[0]; page && count < target.length; page = pages[0]) {
      const wanted = Math.min(page.end - page.start, target.length - count);
      target.set(page.bytes.subarray(page.start, page.start + wanted), count);
      page.start += wanted;
      count += wanted;
      if (page.start === page.end) pages.shift();
    }
    if (isFull && !this.#pipe.isFull) writer.hasRoom();
    return count;
  }

  override write(): number {
    return -errno.EBADF;
  }

  /** The writers have written, or are gone. */
  hasNews(): void {
    this.changed(POLLIN | POLLHUP);
  }

  protected override release(): void {
    this.#pipe.hasReader = false;
    this.#pipe.writer.hasRoom();
  }

  describe(): string {
    return `the end of a pipe to read from, ${this.#pipe.length} bytes to read`;
  }
}

class PipeWriter extends OpenFile {
  readonly #pipe: Pipe;

  constructor(pipe: Pipe) {
    super();
    this.#pipe = pipe;
  }

  override get accessMode(): number {
    return 1;
  }

  readiness(): number {
    const { isFull, hasReader } = this.#pipe;
    return (isFull ? 0 : POLLOUT) | (hasReader ? 0 : POLLERR);
  }

  override read(): number {
    return -errno.EBADF;
  }

  override write(bytes: Uint8Array): number {
    const { pages, hasReader, reader } = this.#pipe;
    if (bytes.length === 0) return 0;
    if (!hasReader) return -errno.EPIPE;
    let count = this.#fillLastPage(bytes);
    while (count < bytes.length && !this.#pipe.isFull) {
      const part = bytes.subarray(count, count + PAGE_BYTES);
      const page = { bytes: new Uint8Array(PAGE_BYTES), start: 0, end: part.length };
      page.bytes.set(part);
      pages.push(page);
      count += part.length;
    }
    if (count === 0) return WOULD_BLOCK;
    reader.hasNews();
    return count;
  }

  /** Puts what would not fill a page on the last one, if it fits there. Answers how much that is. */
  #fillLastPage(bytes: Uint8Array): number {
    const count = bytes.length % PAGE_BYTES;
    const last = this.#pipe.pages.at(-1);
    if (last === undefined || last.end + count > PAGE_BYTES) return 0;
    last.bytes.set(bytes.subarray(0, count), last.end);
    last.end += count;
    return count;
  }

  /** The readers have made room, or are gone. */
  hasRoom(): void {
    this.changed(POLLOUT | POLLERR);
  }

  protected override release(): void {
    this.#pipe.hasWriter = false;
    this.#pipe.reader.hasNews();
  }

  describe(): string {
    return `the end of a pipe to write to, ${this.#pipe.length} bytes not yet read`;
  }
}
// #endregion
