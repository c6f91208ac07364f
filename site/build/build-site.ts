/** Builds the site: reads the course, makes the pages, and answers all files. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chapters } from '../../course/catalogue.ts';
import { makePictures } from '../cards/pictures.ts';
import { makeBook } from '../epub/book.ts';
import { hostFiles } from '../hosting/host-files.ts';
import { publishedAt } from '../hosting/published-at.ts';
import { labFiles } from '../lab/lab-files.ts';
import { Explanations } from '../listings/explanations.ts';
import { refuseDeadEnds } from '../markdown/dead-ends.ts';
import { linkedOutputs } from '../markdown/links.ts';
import { fileOf, type Output } from '../page/page.ts';
import { allPages } from '../pages/all-pages.ts';
import { labPage } from '../pages/lab.ts';
import type { Site } from '../pages/site.ts';
import { readReference } from '../reference/reference.ts';
import { indexSite } from '../search/index-site.ts';
import { searchRecords } from '../search/records.ts';
import { documentFor } from '../shell/shell.ts';
import type { Workbench } from './workbench.ts';

/**
 * All files of the site of the workbench's repository. Throws `SiteFault` for what is wrong in it.
 */
export async function buildSite({
  root,
  cache,
  code,
  bundler,
}: Workbench): Promise<Output[]> {
  // In a process of its own, while this one makes pages. Its error is told where it is awaited.
  const bundling = bundler.bundle();
  bundling.catch(() => {});
  const course = chapters(root);
  const address = publishedAt();
  const [shown, reference, pictures, lab] = await Promise.all([
    code.read(),
    readReference(root, cache, course),
    makePictures(root, cache, course, address),
    labFiles(root, cache),
  ]);
  const explanations = new Explanations(shown.facts, (declared) =>
    reference.names.addressOf(declared),
  );
  const site: Site = {
    root,
    chapters: course,
    listings: { ...shown, explanations },
    reference,
    lab,
    linkedFiles: new Set(),
    textLinks: [],
  };
  const others = await allPages(site);
  const assets = await bundling;
  const pages = [...others, labPage(site, assets)];
  const linked = linkedOutputs(site);
  // The page for what is missing has no address of its own, and would stand for the home page.
  const reachable = pages.filter(({ kind }) => kind !== 'missing');
  refuseDeadEnds(site.textLinks, reachable, new Set(linked.map(({ path }) => path)));
  const paths = new Set(pages.map(({ path }) => path));
  const documents = pages.map((page) => {
    const text = documentFor({ address, pictures }, assets, page, paths);
    return { path: fileOf(page), content: explanations.settle(text) };
  });
  const [book, search] = await Promise.all([
    makeBook({ root, cache, chapters: course, highlight: shown.highlight }),
    indexSite(cache, { pages, records: searchRecords(site) }),
  ]);
  await code.keep();
  return [
    ...documents,
    ...pages.flatMap(({ files = [] }) => files),
    ...explanations.outputs(),
    ...linked,
    ...assets.outputs,
    ...pictures.outputs,
    ...search,
    book,
    ...hostFiles,
  ];
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
