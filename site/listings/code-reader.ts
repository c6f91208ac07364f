/**
 * Reads the code that the site shows. It is kept from build to build, and with it what is dear to
 * make: the highlighter, the compiler, the files.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findReadmes } from '../../course/literate/files.ts';
import type { Cache } from '../cache/cache.ts';
import { SiteFault } from '../faults/site-fault.ts';
import { createCodeHighlighter, type KeptHighlighter } from './highlight.ts';
import type { ShownCode } from './listings.ts';
import { findShownParts, type ShownParts } from './shown-parts.ts';
import { Sources } from './sources.ts';
import type { FileFacts } from './types/facts.ts';
import { FactsKeeper } from './types/facts-keeper.ts';

/** Who knows what the compiler knows of files. */
export type FactsSource = Pick<FactsKeeper, 'read' | 'close'>;

/** One for each repository. `close()` ends what it has started. */
export class CodeReader {
  readonly #root: string;
  readonly #highlighter: Promise<KeptHighlighter>;
  readonly #sources: Sources;
  readonly #facts: FactsSource;

  /** Facts are asked of the compiler unless somebody else is named who knows them. */
  constructor(
    root: string,
    cache: Cache,
    facts: FactsSource = new FactsKeeper(root, cache),
  ) {
    this.#root = root;
    this.#facts = facts;
    this.#highlighter = createCodeHighlighter(cache);
    this.#sources = new Sources(root);
  }

  /** What a build needs. Throws `SiteFault` for an error of types in a file that is shown. */
  async read(): Promise<ShownCode> {
    const shownParts = findShownParts(this.#sources);
    const [facts, { highlight }] = await Promise.all([
      this.#facts.read(this.#filesIn(shownParts)),
      this.#highlighter,
    ]);
    refuseProblems(facts, shownParts);
    return { highlight, sources: this.#sources, shownParts, facts };
  }

  /** Keeps for the next build what this one had to find out. */
  async keep(): Promise<void> {
    (await this.#highlighter).keep();
  }

  /** Ends the compiler. */
  close(): void {
    this.#facts.close();
  }

  /** The TypeScript files that pages show: what texts quote, and where exercises begin. */
  #filesIn(shownParts: ShownParts): string[] {
    const quoted = shownParts.all.map(({ file }) => file);
    const starters = findReadmes(this.#root)
      .filter((text) => text.startsWith('exercises/'))
      .map((text) => `${dirname(text)}/starter.ts`)
      .filter((file) => existsSync(join(this.#root, file)));
    return [...new Set([...quoted, ...starters])]
      .filter((file) => file.endsWith('.ts'))
      .toSorted();
  }
}

function refuseProblems(
  facts: ReadonlyMap<string, FileFacts>,
  shownParts: ShownParts,
): void {
  const problems = [...facts].flatMap(([file, { problems }]) =>
    problems.map(({ line, message }) => {
      const [part] = shownParts.ofLine(file, line);
      const shown =
        part === undefined ? '' : ` ${part.text}:${part.line} shows this line.`;
      return { file, line, message: message + shown };
    }),
  );
  if (problems.length > 0) throw new SiteFault(...problems);
}
