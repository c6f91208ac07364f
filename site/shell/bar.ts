/** The bar above every page: the course's name, the ways into the site, the reader's tools. */

import { mark } from '../cards/mark.ts';
import { BOOK_PATH } from '../epub/book-path.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import { searchButton } from './search-button.ts';
import { themeSwitch } from './theme-switch.ts';

/** A way into the site, shown on every page once there is a page at its path. */
interface Way {
  readonly path: string;
  readonly title: string;
}

const IN_BAR: readonly Way[] = [
  { path: 'chapters/', title: 'Chapters' },
  { path: 'exercises/', title: 'Exercises' },
  { path: 'lab/', title: 'Lab' },
  { path: 'api/', title: 'Library' },
  { path: 'calls/', title: 'System calls' },
  { path: 'glossary/', title: 'Glossary' },
];

const IN_FOOT: readonly Way[] = [
  { path: 'workshop/', title: 'Workshop' },
  { path: 'teaching/', title: 'Teaching' },
  { path: 'contributing/', title: 'Contributing' },
];

/** The bar of a page; `paths` are those of all pages. */
export function barHtml(page: Page, paths: ReadonlySet<string>): Html {
  return html`<header class="bar">
<a class="name" href="${addressFrom(page.path, '')}">${mark}Would Block</a>
<nav aria-label="The site"><ul>${waysHtml(IN_BAR, page, paths)}</ul></nav>
<div class="tools">${searchButton}${themeSwitch}</div>
</header>`;
}

/** The foot of a page. */
export function footHtml(page: Page, paths: ReadonlySet<string>): Html {
  return html`<footer class="foot">
<ul>${waysHtml(IN_FOOT, page, paths)}<li><a href="${addressFrom(page.path, BOOK_PATH)}">EPUB</a></li></ul>
<p>Prose under <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>, code under the MIT licence.</p>
</footer>`;
}

function waysHtml(
  ways: readonly Way[],
  page: Page,
  paths: ReadonlySet<string>,
): readonly Html[] {
  return ways
    .filter(({ path }) => paths.has(path))
    .map(({ path, title }) => {
      const current = page.path === path ? 'page' : 'true';
      const address = addressFrom(page.path, path);
      return isWithin(page, path)
        ? html`<li><a href="${address}" aria-current="${current}">${title}</a></li>`
        : html`<li><a href="${address}">${title}</a></li>`;
    });
}

/** Solutions belong to the exercises. */
function isWithin(page: Page, path: string): boolean {
  return page.path.replace(/^solutions\//, 'exercises/').startsWith(path);
}
