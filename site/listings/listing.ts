/** A listing: code of a file, with its name and place, in colours. */
import { type Html, html } from '../markup.ts';
import type { CodePiece, Highlighter } from './highlight.ts';

/** The HTML of code, without anything around it. */
export function codeHtml(highlight: Highlighter, code: string, language: string): Html {
  const lines = highlight(code.replace(/\n$/, ''), language);
  return html`${lines.map((line) => html`<span class="line">${line.map(pieceHtml)}</span>\n`)}`;
}

/** A listing of a file or a part of it; `caption` says which. */
export function listingHtml(code: Html, language: string, caption?: string): Html {
  return html`<figure class="listing">${
    caption !== undefined && html`<figcaption><code>${caption}</code></figcaption>`
  }<pre tabindex="0"><code class="language-${language}">${code}</code></pre></figure>`;
}

function pieceHtml({ text, role }: CodePiece): Html {
  return role === '' ? html`${text}` : html`<span class="${role}">${text}</span>`;
}
