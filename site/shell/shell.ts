/** What all pages have around them: the document, its head, the bar, the columns. */
import type { Assets } from '../assets/assets.ts';
import { html } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import { barHtml, footHtml } from './bar.ts';
import { asideHtml } from './contents.ts';
import { headHtml, type Publication } from './head.ts';
import { turnHtml } from './turn.ts';

/** The text of a page's file; `paths` are those of all pages. */
export function documentFor(
  publication: Publication,
  assets: Assets,
  page: Page,
  paths: ReadonlySet<string>,
): string {
  const aside = asideHtml(page);
  const text = html`<!doctype html>
<html lang="en">
<head>
${headHtml(publication, assets, page)}
</head>
<body class="${page.kind}">
<a class="skip" href="#text">Skip to the text</a>
${barHtml(page, paths)}
<div class="page${aside === undefined && ' has-no-aside'}">
${aside}
<main id="text">${page.main}${turnHtml(page)}</main>
</div>
${footHtml(page, paths)}
</body>
</html>
`.text;
  return page.kind === 'missing' ? fromRoot(publication, text) : text;
}

/** A page that hosts show at any depth: its links lead from the root of the host. */
function fromRoot({ address }: Publication, text: string): string {
  const root = address === undefined ? '/' : new URL(address).pathname;
  return text.replace(/ (href|src)="(?![a-z]+:|#)/g, ` $1="${root}`);
}
