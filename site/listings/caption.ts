/**
 * What stands above a listing: the file's name, what the lines are a part of, and the ways to the
 * other listings of the same file, on this page and on others.
 */
import { isAppendix } from '../../course/appendix.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html, listed } from '../page/markup.ts';
import { nameIn, type ShownPart, type ShownParts } from './shown-parts.ts';

/** What a caption tells beside the file and the ways to other listings. */
interface CaptionWords {
  /** What the lines stand within: `Socket.recv()`. */
  readonly within?: string | undefined;
  /** The file, or the part of it, from which this one grew. */
  readonly grewFrom?: Html | undefined;
}

/** The caption of a listing. */
export function captionHtml(
  shownParts: ShownParts,
  part: ShownPart,
  { within, grewFrom }: CaptionWords,
): Html {
  return html`<figcaption><code class="file">${nameIn(part.text, part.file)}</code>${
    within !== undefined && html` <span class="within">in <code>${within}</code></span>`
  }${grewFrom !== undefined && html` <span class="grew">grew from ${grewFrom}</span>`}${turnHtml(
    shownParts,
    part,
  )}${elsewhereHtml(shownParts, part)}</figcaption>`;
}

/** What a listing is called where its caption is not seen: `server.ts, 2 of 4`. */
export function nameOfPart(shownParts: ShownParts, part: ShownPart): string {
  const { index, count } = turnOf(shownParts, part);
  const name = nameIn(part.text, part.file);
  return count > 1 ? `${name}, ${index + 1} of ${count}` : name;
}

function turnOf(shownParts: ShownParts, part: ShownPart) {
  const here = shownParts.ofFile(part.file).filter(({ text }) => text === part.text);
  const index = here.findIndex(({ anchor }) => anchor === part.anchor);
  return { here, index, count: index === -1 ? 1 : here.length };
}

/** `2 of 4`, between the ways to the first and the third. */
function turnHtml(shownParts: ShownParts, part: ShownPart): Html | undefined {
  const { here, index, count } = turnOf(shownParts, part);
  if (count < 2) return undefined;
  const name = nameIn(part.text, part.file);
  const way = (to: number, sign: string) => {
    const other = here[to];
    if (other === undefined) return html`<span aria-hidden="true">${sign}</span>`;
    const label = `${name}, ${to + 1} of ${count}`;
    return html`<a href="#${other.anchor}" aria-label="${label}">${sign}</a>`;
  };
  return html` <span class="parts">${way(index - 1, '↑')} ${index + 1} of ${count} ${way(index + 1, '↓')}</span>`;
}

/** `also in chapter 05`, where another page shows the file too. */
function elsewhereHtml(shownParts: ShownParts, part: ShownPart): Html | undefined {
  const pages = new Map<string, ShownPart>();
  for (const other of shownParts.ofFile(part.file)) {
    if (other.page === part.page || isSpoiler(other.page)) continue;
    const known = pages.get(other.page);
    // Of several on one page, the one that has lines of this part.
    const isBetter = !sharesLines(known, part) && sharesLines(other, part);
    if (known === undefined || isBetter) pages.set(other.page, other);
  }
  if (pages.size === 0) return undefined;
  const links = [...pages.values()].map(({ page, anchor }) => {
    const address = addressFrom(part.page, `${page}#${anchor}`);
    return html`<a href="${address}">${pageName(page)}</a>`;
  });
  return html` <span class="elsewhere">also in ${listed(links)}</span>`;
}

function sharesLines(one: ShownPart | undefined, other: ShownPart): boolean {
  return one?.numbers.some((number) => other.numbers.includes(number)) ?? false;
}

/** Nobody is led to a solution by the way. */
function isSpoiler(page: string): boolean {
  return page.startsWith('solutions/');
}

function pageName(page: string): string {
  const [, kind = '', number = '', exercise] =
    /^([a-z]+)\/([0-9a-z]+)-[^/]*\/(?:([0-9]+)-)?/.exec(page) ?? [];
  if (kind === 'chapters') {
    return `${isAppendix(number) ? 'appendix' : 'chapter'} ${number}`;
  }
  if (kind === 'exercises') return `exercise ${number}/${exercise}`;
  return page === '' ? 'the first page' : page.replace(/\/$/, '');
}
