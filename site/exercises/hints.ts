/**
 * The hints of an exercise, folded. Each but the first lies within the one before it, so that
 * nobody sees a level without having opened the ones below it; no script is needed for that.
 */
import { join, relative } from 'node:path';
import type { Exercise } from '../../course/catalogue.ts';
import { readHints } from '../../course/exercises/hints.ts';
import { renderBlocks } from '../markdown/passage.ts';
import type { ProseContext } from '../markdown/prose-context.ts';
import { type Html, html } from '../page/markup.ts';

/** The hints, for the page at `page`. Throws `SiteFault`. */
export function hintsHtml(
  context: ProseContext,
  { folder }: Exercise,
  page: string,
): Html {
  const file = join(relative(context.root, folder), 'hints.md');
  const hints = readHints(folder);
  return (
    hints.reduceRight<Html | undefined>((inner, hint, index) => {
      const body = renderBlocks(context, { file, page }, hint);
      return html`<details class="hint">
<summary>Hint ${index + 1} of ${hints.length}: ${hint.heading.toLowerCase()}</summary>
<div class="hint-text">${body}</div>
${inner}</details>`;
    }, undefined) ?? html``
  );
}
