/** Builds the site: reads the course, makes the pages, and answers all files. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chapters } from '../course/catalogue.ts';
import { bundleAssets } from './assets/assets.ts';
import { createCodeHighlighter, type Highlighter } from './listings/highlight.ts';
import { readListings } from './listings/listings.ts';
import { fileOf, type Output } from './page.ts';
import { allPages } from './pages/all-pages.ts';
import { publishedAt } from './published-at.ts';
import { documentFor } from './shell/shell.ts';
import type { Site } from './site.ts';

/**
 * All files of the site of the repository at `root`. Who builds again and again keeps the
 * highlighter. Throws `SiteFault` for what is wrong in the repository.
 */
export async function buildSite(
  root: string,
  highlighter: Promise<Highlighter> = createCodeHighlighter(),
): Promise<Output[]> {
  const [highlight, assets] = await Promise.all([highlighter, bundleAssets(root)]);
  const listings = readListings(root);
  const site: Site = {
    root,
    address: publishedAt(),
    chapters: chapters(root),
    highlight,
    listings,
    assets,
  };
  const made = allPages(site);
  const paths = new Set(made.map(({ path }) => path));
  const pages = made.flatMap((page) => [
    { path: fileOf(page), content: documentFor(site, page, paths) },
    ...(page.files ?? []),
  ]);
  return [...pages, ...assets.outputs];
}

/** Writes the files into a folder, which holds nothing else afterwards. */
export function writeSite(outputs: readonly Output[], folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, content } of outputs) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
