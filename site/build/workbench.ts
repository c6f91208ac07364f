/** What a build needs and the next build of the same process can use again. */
import { Bundler } from '../assets/assets.ts';
import { Cache } from '../cache/cache.ts';
import { CodeReader } from '../listings/code-reader.ts';

/** One for each repository. `close()` ends what it has started. */
export class Workbench {
  readonly root: string;
  readonly cache: Cache;
  readonly code: CodeReader;
  readonly bundler: Bundler;

  /** For whole builds, or for drafts, which may use what is outdated. */
  constructor(root: string, kind: 'whole' | 'draft') {
    this.root = root;
    this.cache = new Cache(root, { isDraft: kind === 'draft' });
    this.code = new CodeReader(root, this.cache);
    this.bundler = new Bundler(root, this.cache);
  }

  /** Ends the compiler and the bundler. */
  async close(): Promise<void> {
    this.code.close();
    await this.bundler.close();
  }
}
