/** The table of contents beside a page's text. */
import { type Html, html } from '../page/markup.ts';
import type { Heading, Page } from '../page/page.ts';

/** A single heading is found without a list of one. */
const WORTH_LISTING = 2;

/** The column beside the text; undefined for a page that has nothing to put there. */
export function asideHtml({ headings, whereabouts }: Page): Html | undefined {
  const parts = nest(headings.filter(({ level }) => level === 2 || level === 3));
  const hasContents = parts.length >= WORTH_LISTING;
  if (!hasContents && whereabouts === undefined) return undefined;
  // What is longer than the window is scrolled with keys too, the details within it being closed.
  return html`<div class="aside" tabindex="0" role="region" aria-label="About this page">${whereabouts}${
    hasContents &&
    html`<nav class="contents" aria-label="On this page"><details><summary>On this page</summary>
<ol>${parts.map(
      ({ heading, below }) =>
        html`<li>${linkHtml(heading)}${
          below.length > 0 &&
          html`<ol>${below.map((part) => html`<li>${linkHtml(part)}</li>`)}</ol>`
        }</li>\n`,
    )}</ol></details></nav>`
  }</div>`;
}

/** A heading and those below it. */
interface ContentsPart {
  readonly heading: Heading;
  readonly below: Heading[];
}

function nest(headings: readonly Heading[]): ContentsPart[] {
  const parts: ContentsPart[] = [];
  for (const heading of headings) {
    const above = parts.at(-1);
    if (heading.level === 3 && above !== undefined) above.below.push(heading);
    else parts.push({ heading, below: [] });
  }
  return parts;
}

function linkHtml({ id, text }: Heading): Html {
  return html`<a href="#${id}">${text}</a>`;
}
