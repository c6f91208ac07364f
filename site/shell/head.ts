/** The head of a page's document: what it is, what it loads, how others may show it. */

import type { Assets } from '../assets/assets.ts';
import { CARD_HEIGHT, CARD_WIDTH } from '../cards/card.ts';
import type { Pictures } from '../cards/pictures.ts';
import { securityPolicyFor } from '../hosting/security-policy.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html, trusted } from '../page/markup.ts';
import type { Page } from '../page/page.ts';

/** What others are shown of the site. */
export interface Publication {
  /** Where the site is published, with a slash at its end; undefined if nobody has said so. */
  readonly address: string | undefined;
  readonly pictures: Pictures;
}

/** What stands in a page's `<head>`. */
export function headHtml(publication: Publication, assets: Assets, page: Page): Html {
  const at = (path: string) => addressFrom(page.path, path);
  const { script, labScript, scriptParts, styles, fonts } = assets;
  const style =
    (styles as Partial<Record<Page['kind'], string>>)[page.kind] ?? styles.text;
  const early = trusted(`<script>${assets.early}</script>`);
  const { icon, touchIcon } = publication.pictures;
  const title = page.kind === 'home' ? page.title : `${page.title} · Would Block`;
  return html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${securityPolicyFor(early.text)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${page.description}">
${page.isUnlisted === true && html`<meta name="robots" content="noindex">\n`}${early}
<link rel="stylesheet" href="${at(style)}">
${fonts.map(
  (font) =>
    html`<link rel="preload" as="font" type="font/woff2" href="${at(font)}" crossorigin>\n`,
)}${scriptParts.map((part) => html`<link rel="modulepreload" fetchpriority="low" href="${at(part)}">\n`)}<script type="module" fetchpriority="low" src="${at(script)}"></script>
${page.kind === 'lab' && html`<script type="module" fetchpriority="low" src="${at(labScript)}"></script>\n`}<link rel="icon" type="image/svg+xml" href="${at(icon)}">
<link rel="apple-touch-icon" href="${at(touchIcon)}">
${cardHtml(publication, page, title)}`;
}

/** How others show a link to the page; nothing if nobody knows where the site will be. */
function cardHtml(
  { address, pictures }: Publication,
  page: Page,
  title: string,
): Html | undefined {
  const card = pictures.cardOf(page.path);
  if (address === undefined || card === undefined || page.kind === 'missing')
    return undefined;
  return html`<link rel="canonical" href="${address}${page.path}">
<meta property="og:site_name" content="Would Block">
<meta property="og:type" content="article">
<meta property="og:url" content="${address}${page.path}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${page.description}">
<meta property="og:image" content="${address}${card}">
<meta property="og:image:width" content="${CARD_WIDTH}">
<meta property="og:image:height" content="${CARD_HEIGHT}">
<meta property="og:image:alt" content="${title}">
<meta name="twitter:card" content="summary_large_image">`;
}
