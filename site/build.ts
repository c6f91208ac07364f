/** Builds the site: reads the course, makes the pages, and answers all files. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chapters } from '../course/catalogue.ts';
import { bundleAssets } from './assets/assets.ts';
import { makePictures } from './cards/pictures.ts';
import { makeBook } from './epub/book.ts';
import { labFiles } from './lab/lab-files.ts';
import { CodeReader } from './listings/code-reader.ts';
import { linkedFilePath } from './markdown/links.ts';
import { fileOf, type Output } from './page.ts';
import { allPages } from './pages/all-pages.ts';
import { publishedAt } from './published-at.ts';
import { publishingFiles } from './publishing.ts';
import { readReference } from './reference.ts';
import { indexSite } from './search/index-site.ts';
import { searchRecords } from './search/records.ts';
import { documentFor } from './shell/shell.ts';
import type { Site } from './site.ts';

/**
 * All files of the site of the repository at `root`. Who builds again and again keeps the
 * reader of code. Throws `SiteFault` for what is wrong in the repository.
 */
export async function buildSite(root: string, kept?: CodeReader): Promise<Output[]> {
  const code = kept ?? new CodeReader(root);
  try {
    const course = chapters(root);
    const address = publishedAt();
    const [listings, assets, reference, pictures, lab] = await Promise.all([
      code.read(),
      bundleAssets(root),
      readReference(root, course),
      makePictures(root, course, address),
      labFiles(root),
    ]);
    const site: Site = {
      root,
      address,
      chapters: course,
      highlight: listings.highlight,
      listings,
      reference,
      assets,
      pictures,
      lab,
      linkedFiles: new Set(),
    };
    const made = allPages(site);
    const paths = new Set(made.map(({ path }) => path));
    const pages = made.flatMap((page) => [
      {
        path: fileOf(page),
        content: listings.names.settle(documentFor(site, page, paths)),
      },
      ...(page.files ?? []),
    ]);
    const records = searchRecords(site);
    const [book, search] = await Promise.all([
      makeBook(site),
      indexSite(root, { pages: made, records }),
    ]);
    await code.keep();
    const linked = [...site.linkedFiles].map((file) => ({
      path: linkedFilePath(file),
      content: readFileSync(join(root, file)),
    }));
    const around = [
      ...linked,
      ...assets.outputs,
      ...pictures.outputs,
      book,
      ...publishingFiles,
    ];
    return [...pages, ...search, ...listings.names.outputs(), ...around];
  } finally {
    if (kept === undefined) code.close();
  }
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
