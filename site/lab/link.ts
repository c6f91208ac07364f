/** The way from a command of a transcript into the lab. */
import type { Chapter } from '../../course/catalogue.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html } from '../page/markup.ts';
import { labAddress } from './programs.ts';

/** A link to the program that `npx course run 03 client-spin` runs; undefined if the lab has none. */
export function labLink(
  chapters: readonly Chapter[],
  page: string,
  command: string,
): Html | undefined {
  const [, number, name = ''] = /^npx course run (\d\d) ([\w-]+)$/.exec(command) ?? [];
  const chapter = chapters.find((one) => one.number === number);
  const address = chapter && labAddress(chapter, name);
  if (address === undefined) return undefined;
  const target = addressFrom(page, `lab/${address}`);
  return html`<p class="to-lab"><a href="${target}">Run ${name} in the browser</a></p>`;
}
