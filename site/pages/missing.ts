/**
 * The page that a host shows for an address at which there is none. It is shown at any depth, so
 * its links lead from the site's root: see `documentFor`.
 */
import { html } from '../page/markup.ts';
import type { Page } from '../page/page.ts';

/** The page. */
export const missingPage: Page = {
  path: '',
  kind: 'missing',
  title: 'Not found',
  description: 'There is no page at this address.',
  main: html`<article>
<header class="opening">
<p class="part">404</p>
<h1>ENOENT</h1>
<p class="question">No such file or directory.</p>
</header>
<p>There is no page at this address. If a link of the course led you here, tell us which.</p>
<p><a href=".">Begin at the beginning</a>, or go to <a href="chapters/">the chapters</a> or <a href="exercises/">the exercises</a>.</p>
</article>`,
  headings: [],
  isUnlisted: true,
};
