/**
 * Blocks of code: a part of a file under its caption, the difference of two parts, or code that
 * belongs to no file.
 */
import { Fault } from '../../course/literate/problem.ts';
import { locate } from '../../course/literate/quotation.ts';
import { linesOf } from '../../course/literate/regions.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html } from '../page/markup.ts';
import { captionHtml, nameOfPart } from './caption.ts';
import {
  type CodeLine,
  cutLines,
  languageOf,
  piecesHtml,
  withoutStart,
} from './code-lines.ts';
import { type DifferenceLine, differenceOf } from './difference.ts';
import type { Highlighter } from './highlight.ts';
import { type Listings, within } from './listings.ts';
import {
  type FenceInText,
  nameIn,
  partOf,
  type ShownPart,
  type ShownParts,
} from './shown-parts.ts';
import { widthClass } from './width.ts';

/** The HTML of a listing. Throws a `Fault` for a file or region that is not there. */
export function listingHtml(listings: Listings, fence: FenceInText): Html {
  const { facts, highlight, explanations, shownParts, sources } = listings;
  const part = partIn(listings, fence);
  const source = sources.read(part.file);
  const lines = cutLines(highlight, source, linesOf(source, part.region));
  if (lines.every(({ text }) => text.trim() === '')) {
    throw new Fault(
      `${part.file} holds no line of code there; quote a region that does.`,
    );
  }
  const width = widthClass(lines.map(({ text }) => text));
  return html`<figure class="listing${width}" id="${part.anchor}">${captionHtml(shownParts, part, { within: within(facts, part) })}${blockHtml(
    nameOfPart(shownParts, part),
    languageOf(part.file),
    html`${lines.map(({ pieces }) => html`${piecesHtml(pieces)}\n`)}`,
    explanations.note(part, lines),
  )}</figure>`;
}

/** The HTML of a difference. Throws a `Fault` for a part that is not there, or if there is none. */
export function differenceHtml(
  listings: Listings,
  fence: FenceInText,
  from: string,
): Html {
  const { facts, highlight, explanations, shownParts, sources } = listings;
  const part = partIn(listings, fence);
  const linesIn = (file: string, region: string | undefined): CodeLine[] => {
    const source = sources.read(file);
    return cutLines(highlight, source, linesOf(source, region));
  };
  const older = locate(from, { root: sources.root, file: fence.text });
  const newer = linesIn(part.file, part.region);
  const lines = differenceOf(linesIn(older.file, older.region), newer);
  if (lines.every(({ change }) => change === 'same')) {
    throw new Fault(`${from} and ${part.file} do not differ; name two files that do.`);
  }
  const grewFrom = olderHtml(shownParts, part, older);
  // The signs take two columns.
  const width = widthClass(lines.map(({ line }) => `+ ${line.text}`));
  return html`<figure class="listing difference${width}" id="${part.anchor}">${captionHtml(shownParts, part, { within: within(facts, part), grewFrom })}${blockHtml(
    nameOfPart(shownParts, part),
    languageOf(part.file),
    html`${lines.map(changeHtml)}`,
    explanations.note(part, newer),
  )}</figure>`;
}

/** The HTML of code that belongs to no file. */
export function plainHtml(highlight: Highlighter, code: string, language: string): Html {
  const lines = highlight(code.replace(/\n$/, ''), language);
  return html`<figure class="listing${widthClass(code.split('\n'))}">${blockHtml(
    'Code',
    language,
    html`${lines.map((pieces) => html`${piecesHtml(pieces)}\n`)}`,
  )}</figure>`;
}

function partIn({ shownParts, sources }: Listings, fence: FenceInText): ShownPart {
  // A fence that a page makes up itself stands in no text; it is shown all the same.
  const part = shownParts.ofFence(fence) ?? partOf(sources, fence);
  if (part === undefined) throw new Error(`No part of a file: ${fence.info}`);
  return part;
}

function blockHtml(name: string, language: string, code: Html, names?: string): Html {
  const known = names !== undefined && html` data-names="${names}"`;
  return html`<pre tabindex="0" role="group" aria-label="${name}"${known}><code class="language-${language}">${code}</code></pre>`;
}

function changeHtml({ line, change }: DifferenceLine): Html {
  const code = piecesHtml(line.pieces);
  if (change === 'added') return html`<ins>${code}\n</ins>`;
  if (change === 'same') return html`<span>${code}\n</span>`;
  // What is struck is the code, not the space before it.
  const [space = ''] = /^\s*/.exec(line.text) ?? [];
  const struck = piecesHtml(withoutStart(line.pieces, space.length));
  return html`<del>${space}<span class="gone">${struck}</span>\n</del>`;
}

/** The name of the older part, which leads to where it is shown: here, or on another page. */
function olderHtml(
  shownParts: ShownParts,
  part: ShownPart,
  older: { readonly file: string; readonly region: string | undefined },
): Html {
  const name = html`<code>${nameIn(part.text, older.file)}</code>`;
  const shown = shownParts.ofFile(older.file);
  const ofRegion = shown.filter(({ region }) => region === older.region);
  const candidates = ofRegion.length > 0 ? ofRegion : shown;
  const best = candidates.find(({ page }) => page === part.page) ?? candidates[0];
  if (best === undefined) return name;
  return html`<a href="${addressFrom(part.page, `${best.page}#${best.anchor}`)}">${name}</a>`;
}
