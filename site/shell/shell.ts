/** What all pages have around them: the document, its head, the bar, the columns. */
import { addressFrom } from '../addresses.ts';
import { html } from '../markup.ts';
import type { Page } from '../page.ts';
import { securityPolicy } from '../security-policy.ts';
import type { Site } from '../site.ts';
import { barHtml, footHtml } from './bar.ts';
import { asideHtml } from './contents.ts';
import { turnHtml } from './turn.ts';

/** The text of a page's file; `paths` are those of all pages. */
export function documentFor(site: Site, page: Page, paths: ReadonlySet<string>): string {
  const at = (path: string) => addressFrom(page.path, path);
  const { early, script, style, fonts } = site.assets;
  const aside = asideHtml(page);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${securityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.kind === 'home' ? page.title : `${page.title} · Would Block`}</title>
<meta name="description" content="${page.description}">
${
  page.isSpoiler &&
  html`<meta name="robots" content="noindex">
`
}<script src="${at(early)}"></script>
${fonts.map(
  (font) =>
    html`<link rel="preload" as="font" type="font/woff2" href="${at(font)}" crossorigin>\n`,
)}<link rel="stylesheet" href="${at(style)}">
<script type="module" src="${at(script)}"></script>
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
}
