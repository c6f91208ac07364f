/** What the home page takes from the repository's README, so that both say the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../course/usage-error.ts';
import { renderPassage } from '../markdown/passage.ts';
import type { Html } from '../markup.ts';
import type { Site } from '../site.ts';

const FILE = 'README.md';

/** Passages of the README, for the page at a path. */
export interface Readme {
  /** The passage that begins with these words and ends before those. */
  between(first: string, end: string): Html;
}

/** Reads it. Its `between` throws `SiteFault`, and `UsageError` for words that are not there. */
export function readReadme(site: Site, page: string): Readme {
  const text = readFileSync(join(site.root, FILE), 'utf8');
  return {
    between(first, end) {
      const start = text.indexOf(first);
      const stop = text.indexOf(end, start);
      if (start < 0 || stop < 0)
        throw new UsageError(
          `${FILE}: the home page quotes it from “${first}” to “${end}”, and one of them is missing; mend site/pages/home.ts.`,
        );
      return renderPassage(site, { file: FILE, text, page }, text.slice(start, stop));
    },
  };
}
