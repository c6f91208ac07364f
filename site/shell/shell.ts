/** What all pages have around them: the document, its head, the bar, the columns. */
import type { Assets } from '../assets/assets.ts';
import { html } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import type { Site } from '../site.ts';
import { barHtml, footHtml } from './bar.ts';
import { asideHtml } from './contents.ts';
import { headHtml } from './head.ts';
import { turnHtml } from './turn.ts';

/** The text of a page's file; `paths` are those of all pages. */
export function documentFor(
  site: Site,
  assets: Assets,
  page: Page,
  paths: ReadonlySet<string>,
): string {
  const aside = asideHtml(page);
  const text = html`<!doctype html>
<html lang="en">
<head>
${headHtml(site, assets, page)}
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
  return page.kind === 'missing' ? fromRoot(site, text) : text;
}

/** A page that hosts show at any depth: its links lead from the root of the host. */
function fromRoot({ address }: Site, text: string): string {
  const root = address === undefined ? '/' : new URL(address).pathname;
  return text.replace(/ (href|src)="(?![a-z]+:|#)/g, ` $1="${root}`);
}
