/** The way on from the end of a page: the pages before and after it. */
import { addressFrom } from '../page/addresses.ts';
import { type Html, html } from '../page/markup.ts';
import type { Page } from '../page/page.ts';

/** Previous and next; undefined for a page that has neither. */
export function turnHtml({ path, previous, next }: Page): Html | undefined {
  if (previous === undefined && next === undefined) return undefined;
  return html`<nav class="turn" aria-label="Previous and next">${
    previous &&
    html`<a rel="prev" href="${addressFrom(path, previous.path)}"><span class="turn-way">Previous</span><span class="turn-title">${previous.title}</span></a>`
  }${
    next &&
    html`<a rel="next" class="turn-next" href="${addressFrom(path, next.path)}"><span class="turn-way">Next</span><span class="turn-title">${next.title}</span></a>`
  }</nav>`;
}
