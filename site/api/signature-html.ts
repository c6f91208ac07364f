/** A declaration's code in colours, in which the library's types lead to their descriptions. */

import { pieceHtml } from '../listings/code-elements.ts';
import type { Highlighter } from '../listings/highlight.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html } from '../page/markup.ts';
import { apiAddress } from './api-addresses.ts';
import type { ApiExport, ApiMember } from './api-model.ts';
import type { ApiNames } from './api-names.ts';

/** What the pages need to make a signature. */
export interface SignatureContext {
  readonly highlight: Highlighter;
  readonly names: ApiNames;
  readonly page: string;
}

/** The HTML of an export's or a member's signature. */
export function signatureHtml(
  { highlight, names, page }: SignatureContext,
  declared: ApiExport | ApiMember,
): Html {
  const { code, name } = declared;
  // By itself a method looks like a call: it has the colours of a function's head.
  const before =
    declared.kind === 'method' && !/^(get|static) /.test(code) ? 'function ' : '';
  const lines = highlight(before + code, 'ts').map((pieces, index) => {
    let left = index === 0 ? before.length : 0;
    return pieces.map(({ text, role }) => {
      const shown = text.slice(left);
      left = Math.max(0, left - text.length);
      return shown.split(/\b([A-Z]\w+)\b/).map((part, place) => {
        const found = place % 2 === 1 && part !== name ? names.find(part) : undefined;
        if (part === '') return '';
        const piece = pieceHtml(part, role);
        if (found === undefined) return piece;
        return html`<a href="${addressFrom(page, apiAddress(found.door, found.name))}">${piece}</a>`;
      });
    });
  });
  return html`<pre class="signature" tabindex="0" role="group" aria-label="Declaration of ${name}"><code class="language-ts">${lines.map(
    (pieces) => html`${pieces}\n`,
  )}</code></pre>`;
}
