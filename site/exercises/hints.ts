/**
 * The hints of an exercise, folded. Each but the first lies within the one before it, so that
 * nobody sees a level without having opened the ones below it; no script is needed for that.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Exercise } from '../../course/catalogue.ts';
import { readHints } from '../../course/exercises/hints.ts';
import { renderPassage } from '../markdown/passage.ts';
import { type Html, html } from '../markup.ts';
import type { Site } from '../site.ts';

/** The hints, for the page at `page`. Throws `SiteFault`. */
export function hintsHtml(site: Site, { folder }: Exercise, page: string): Html {
  const file = join(relative(site.root, folder), 'hints.md');
  const text = readFileSync(join(site.root, file), 'utf8');
  const hints = readHints(folder);
  return (
    hints.reduceRight<Html | undefined>((inner, hint, index) => {
      const body = renderPassage(site, { file, text, page }, hint.text);
      return html`<details class="hint">
<summary>Hint ${index + 1} of ${hints.length}: ${hint.heading.toLowerCase()}</summary>
<div class="hint-text">${asBlock(body)}</div>
${inner}</details>`;
    }, undefined) ?? html``
  );
}

/** A passage that came bare is a paragraph again. */
function asBlock(body: Html): Html {
  return /^<(p|pre|ul|ol|figure|div)\b/.test(body.text) ? body : html`<p>${body}</p>`;
}
