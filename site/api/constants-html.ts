/** The constants of the manual, in a table: name, value on each system, what it says. */
import { type Html, html } from '../page/markup.ts';
import type { ApiExport } from './api-model.ts';
import { docstringLine } from './docstring-html.ts';
import type { ApiContext } from './export-html.ts';
import { foldedHtml, programsWith, toldIn } from './links-back.ts';

/** The table of constants. */
export function constantsHtml(context: ApiContext, exports: readonly ApiExport[]): Html {
  return html`<div class="wide-table" tabindex="0" role="region" aria-label="Constants"><table class="constants">
<thead><tr><th scope="col">Name</th><th scope="col">Linux</th><th scope="col">macOS</th><th scope="col">What it says</th></tr></thead>
<tbody>${exports.map((each) => rowHtml(context, each))}</tbody></table></div>`;
}

function rowHtml(
  context: ApiContext,
  { name, text, values, file, line }: ApiExport,
): Html {
  const { names, page, sources } = context;
  const groups = [...toldIn(sources, name), ...programsWith(sources, { file, line })];
  return html`<tr id="${name}"><th scope="row"><code>${name}</code></th>
<td><code>${values?.linux}</code></td><td><code>${values?.darwin}</code></td>
<td>${docstringLine(names, page, text, name)}${foldedHtml(
    page,
    'Where it is used',
    groups,
  )}</td></tr>\n`;
}
