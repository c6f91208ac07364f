/** The head of a page's document: what it is, what it loads, how others may show it. */
import { addressFrom } from '../addresses.ts';
import { type Html, html } from '../markup.ts';
import type { Page } from '../page.ts';
import { securityPolicy } from '../security-policy.ts';
import type { Site } from '../site.ts';

/** What stands in a page's `<head>`. */
export function headHtml(site: Site, page: Page): Html {
  const at = (path: string) => addressFrom(page.path, path);
  const { early, script, style, fonts } = site.assets;
  const title = page.kind === 'home' ? page.title : `${page.title} · Would Block`;
  return html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${securityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${page.description}">
${page.isSpoiler === true && html`<meta name="robots" content="noindex">\n`}<script src="${at(early)}"></script>
${fonts.map(
  (font) =>
    html`<link rel="preload" as="font" type="font/woff2" href="${at(font)}" crossorigin>\n`,
)}<link rel="stylesheet" href="${at(style)}">
<script type="module" src="${at(script)}"></script>`;
}
