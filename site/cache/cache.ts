/**
 * What was dear to make and depends on known contents is kept from one build to the next, in
 * node_modules/.cache/would-block/. Whoever deletes that folder loses time and nothing else.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { threadId } from 'node:worker_threads';
import { stampOf } from './file-stamp.ts';

/** A short name for contents: the same for the same texts in the same order. */
export function fingerprint(texts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:${text}`);
  return hash.digest('hex').slice(0, 32);
}

/** What `Cache.printOf` says of files that have these texts. */
export function printOfTexts(texts: readonly string[]): string {
  return fingerprint(texts.map((text) => fingerprint([text])));
}

/** Whatever is kept was made with the help of packages. */
const PACKAGES = ['package-lock.json'];

/** What is kept under a name, and the fingerprint of what it was made of. */
export interface Kept<Value> {
  readonly print: string;
  readonly value: Value;
}

/** The fingerprint of a file, and what tells whether the file is another now. */
interface FilePrint {
  readonly stamp: string;
  readonly print: string;
}

/** A file of the cache as it was read, and what tells whether it is another now. */
interface ReadFile {
  readonly stamp: string;
  readonly kept: Kept<unknown> | undefined;
}

/**
 * The cache of the repository at `root`. With `isDraft` it serves builds that somebody waits for,
 * and answers what was made of other contents rather than make it anew: the search, the API and
 * the compiler's knowledge are then those of the last whole build.
 */
export class Cache {
  readonly isDraft: boolean;
  readonly #root: string;
  readonly #files = new Map<string, ReadFile>();
  readonly #prints = new Map<string, FilePrint>();
  #wasOutdated = false;

  constructor(root: string, { isDraft = false } = {}) {
    this.#root = root;
    this.isDraft = isDraft;
  }

  /**
   * The value that was kept under a name with this fingerprint, and made with the same packages,
   * or else what `make` makes, which is kept. For a draft it is whatever was kept under the name. The value must survive JSON.
   */
  async recall<Value>(
    name: string,
    print: string,
    make: () => Promise<Value> | Value,
  ): Promise<Value> {
    const before = this.kept<Value>(name);
    const full = fingerprint([print, this.printOf(PACKAGES)]);
    if (before?.print === full) return before.value;
    if (before !== undefined && this.isDraft) {
      this.noteOutdated();
      return before.value;
    }
    const value = await make();
    this.keep(name, full, value);
    return value;
  }

  /** Keeps a value under a name, in place of the one before. The value must survive JSON. */
  keep<Value>(name: string, print: string, value: Value): void {
    const file = this.#path(name);
    mkdirSync(dirname(file), { recursive: true });
    // Two builds may run at once: none may read what another has half written.
    const draft = `${file}.${process.pid}.${threadId}`;
    writeFileSync(draft, JSON.stringify({ print, value }));
    renameSync(draft, file);
  }

  /** What was kept last under a name, whatever its fingerprint; by this process or another. */
  kept<Value>(name: string): Kept<Value> | undefined {
    const stamp = stampOf(this.#path(name));
    let file = this.#files.get(name);
    if (file?.stamp !== stamp) {
      file = { stamp, kept: stamp === '' ? undefined : this.#read(name) };
      this.#files.set(name, file);
    }
    return file.kept as Kept<Value> | undefined;
  }

  /**
   * A fingerprint of the texts of files, by their paths in the repository. Each is read once,
   * until it changes; one that is missing is an empty one.
   */
  printOf(files: readonly string[]): string {
    return fingerprint(files.map((file) => this.#printOf(resolve(this.#root, file))));
  }

  /** A draft has used something that was made of other contents. */
  noteOutdated(): void {
    this.#wasOutdated = true;
  }

  /** Whether a draft has done so since this was asked last. */
  takeOutdated(): boolean {
    const wasOutdated = this.#wasOutdated;
    this.#wasOutdated = false;
    return wasOutdated;
  }

  #read(name: string): Kept<unknown> | undefined {
    try {
      return JSON.parse(readFileSync(this.#path(name), 'utf8'));
    } catch (error) {
      // One that was cut off is made anew.
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  #printOf(path: string): string {
    const stamp = stampOf(path);
    let file = this.#prints.get(path);
    if (file?.stamp !== stamp) {
      const text = stamp === '' ? '' : readFileSync(path, 'utf8');
      file = { stamp, print: fingerprint([text]) };
      this.#prints.set(path, file);
    }
    return file.print;
  }

  #path(name: string): string {
    return join(this.#root, 'node_modules', '.cache', 'would-block', `${name}.json`);
  }
}
