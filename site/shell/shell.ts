/** What all pages have around them: the document, its head, the bar, the columns. */
import { addressFrom } from '../addresses.ts';
import { html } from '../markup.ts';
import type { Page } from '../page.ts';
import type { Site } from '../site.ts';

/** The text of a page's file. */
export function documentFor(site: Site, page: Page): string {
  const at = (path: string) => addressFrom(page.path, path);
  const { script, style } = site.assets;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · Would Block</title>
<meta name="description" content="${page.description}">
${page.isSpoiler && html`<meta name="robots" content="noindex">`}
<link rel="stylesheet" href="${at(style)}">
<script type="module" src="${at(script)}"></script>
</head>
<body class="${page.kind}">
<header class="bar"><a href="${at('')}">Would Block</a></header>
<nav class="contents" aria-label="On this page"><ol>${page.headings.map(
    ({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`,
  )}</ol></nav>
<main>${page.main}</main>
</body>
</html>
`.text;
}
