/**
 * Keeps what the compiler knows of the files that are shown, from one build to the next: the
 * compiler is only started when one of the files has changed, or one that they rest on.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Cache, fingerprint } from '../../cache/cache.ts';
import { ChildProgram } from '../../processes/child-program.ts';
import type { FileFacts, KeptFacts, ReadFacts } from './facts.ts';
import type { FactsQuestion } from './facts-process.ts';

const NAME = 'listing-facts';
const PACKAGES = ['package-lock.json', 'package.json', 'tsconfig.json'];
const folder = import.meta.dirname;
const program = join(folder, 'facts-process.ts');

/** What is kept in the cache. */
interface Kept extends ReadFacts {
  /** A fingerprint of what all facts rest on: the packages, the options, this very code. */
  readonly base: string;
}

/** One for each repository. `close()` ends its process. */
export class FactsKeeper {
  readonly #cache: Cache;
  readonly #compiler: ChildProgram<FactsQuestion, ReadFacts>;
  #compilerBase = '';

  constructor(root: string, cache: Cache) {
    this.#cache = cache;
    this.#compiler = new ChildProgram(program, root);
  }

  /**
   * The facts of files, by their paths in the repository. A draft does without those of a file
   * that has changed.
   */
  async read(files: readonly string[]): Promise<ReadonlyMap<string, FileFacts>> {
    const base = this.#base();
    const kept = this.#cache.kept<Kept>(NAME);
    const before = kept?.value.base === base ? kept : undefined;
    if (before === undefined) return this.#readAnew(files, base, undefined);
    const texts = this.#cache.printOf(before.value.rest);
    if (before.print === printOf(base, files, texts)) {
      return factsIn(before.value.files, files);
    }
    if (!this.#cache.isDraft) return this.#readAnew(files, base, before.value.files);
    this.#cache.noteOutdated();
    const known = before.value.files;
    const same = files.filter(
      (file) => known[file]?.text === this.#cache.printOf([file]),
    );
    return factsIn(known, same);
  }

  async #readAnew(
    files: readonly string[],
    base: string,
    before: KeptFacts | undefined,
  ): Promise<ReadonlyMap<string, FileFacts>> {
    // A compiler that has started with other options or packages knows what is true no more.
    if (this.#compilerBase !== base) this.#compiler.close();
    this.#compilerBase = base;
    const isNew = !this.#compiler.isRunning;
    const read =
      files.length === 0
        ? { files: {}, rest: [], texts: '' }
        : await this.#compiler.ask({ files, ...(isNew && { before }) });
    if (read === undefined) throw new Error('The compiler was ended.');
    const print = printOf(base, files, read.texts);
    this.#cache.keep<Kept>(NAME, print, { ...read, base });
    return factsIn(read.files, files);
  }

  /** Ends the compiler's process, if one is running. */
  close(): void {
    this.#compiler.close();
  }

  #base(): string {
    const code = readdirSync(folder).map((file) => join(folder, file));
    return this.#cache.printOf([...PACKAGES, ...code]);
  }
}

function printOf(base: string, files: readonly string[], texts: string): string {
  return fingerprint([base, files.join('\n'), texts]);
}

function factsIn(
  known: KeptFacts,
  files: readonly string[],
): ReadonlyMap<string, FileFacts> {
  return new Map(
    files.flatMap((file) => {
      const facts = known[file]?.facts;
      return facts === undefined ? [] : [[file, facts] as const];
    }),
  );
}
