/**
 * A drawing of the build as a part of a page: without the style that it carries for readers who see it
 * alone, because the page has a theme and its policy allows no style within it.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Fault } from '../../course/literate/problem.ts';
import { type Html, trusted } from '../page/markup.ts';

/** A drawing and its name. */
interface InlinePicture {
  readonly title: string;
  readonly svg: Html;
}

/** Reads a drawing from its file. Throws `Fault` if it is not there, or not one of the build's. */
export function inlinePicture(file: string): InlinePicture {
  const text = read(file);
  const [, title] = /<title>(.*?)<\/title>/.exec(text) ?? [];
  const end = text.indexOf('</svg>');
  if (title === undefined || end < 0) {
    throw new Fault(
      `pictures/${basename(file)} is no drawing of ours; delete it and run \`npm run refresh\`.`,
    );
  }
  const svg = text
    .slice(0, end + '</svg>'.length)
    .replace(/<style>.*?<\/style>/s, '')
    // A title would pop up wherever the pointer rests.
    .replace(/<title>.*?<\/title>/, '')
    .replace(' role="img"', ` role="img" aria-label="${title.replaceAll('"', '&quot;')}"`)
    .replace(' xmlns="http://www.w3.org/2000/svg"', '');
  return { title: unescaped(title), svg: trusted(svg) };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const name = `pictures/${basename(file)}`;
    throw new Fault(`there is no ${name}; correct the name, or run \`npm run refresh\`.`);
  }
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
