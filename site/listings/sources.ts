/** The source files that listings are cut from: each is read once, until it changes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource, type Source, splitLines } from '../../course/literate/regions.ts';
import { stampOf } from '../cache/file-stamp.ts';

/** A source file: all of its lines as they are, and the lines and regions that may be shown. */
export interface SourceFile extends Source {
  readonly text: string;
}

/** The source files of a repository, by their paths in it. */
export class Sources {
  readonly root: string;
  readonly #kept = new Map<string, { readonly stamp: string; source: SourceFile }>();

  constructor(root: string) {
    this.root = root;
  }

  /** Reads a file. Throws a `Fault` for region markers that don't match. */
  read(file: string): SourceFile {
    const path = join(this.root, file);
    const stamp = stampOf(path);
    const kept = this.#kept.get(file);
    if (kept?.stamp === stamp) return kept.source;
    const text = splitLines(readFileSync(path, 'utf8')).join('\n');
    const source = { ...parseSource(file, text), text };
    this.#kept.set(file, { stamp, source });
    return source;
  }
}
