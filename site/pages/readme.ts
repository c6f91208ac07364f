/** What the home page takes from the repository's README, so that both say the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineAt } from '../../course/literate/readme.ts';
import { UsageError } from '../../course/usage-error.ts';
import { type Passage, renderBlocks, renderInline } from '../markdown/passage.ts';
import type { Html } from '../page/markup.ts';
import type { Site } from './site.ts';

const FILE = 'README.md';

/** Passages of the README, for the page at a path: each begins with these words and ends before those. */
interface Readme {
  /** As blocks. */
  blocks(first: string, end: string): Html;
  /** A single paragraph, for a line. */
  inline(first: string, end: string): Html;
}

/** Reads it. What it answers throws `SiteFault`, and `UsageError` for words that are not there. */
export function readReadme(site: Site, page: string): Readme {
  const text = readFileSync(join(site.root, FILE), 'utf8');
  const source = { file: FILE, page };
  return {
    blocks: (first, end) => renderBlocks(site, source, passageIn(text, first, end)),
    inline: (first, end) => renderInline(site, source, passageIn(text, first, end)),
  };
}

function passageIn(text: string, first: string, end: string): Passage {
  const start = text.indexOf(first);
  const stop = text.indexOf(end, start);
  if (start < 0 || stop < 0)
    throw new UsageError(
      `${FILE}: the home page quotes it from “${first}” to “${end}”, and one of them is missing; mend site/pages/home.ts.`,
    );
  return { text: text.slice(start, stop), line: lineAt(text, start) };
}
