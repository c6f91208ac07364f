/** Tables: each slides within a box of its own, and its columns are aligned by classes. */
import type { MarkdownIt, Token } from 'markdown-it';
import { escapeHtml } from '../page/markup.ts';

/** Narrower tables fit a phone; wider ones must be reached by keyboard, to be slid. */
const SLIDES_FROM_COLUMNS = 3;

/** Puts boxes around tables, and classes in place of styles, which the site's policy forbids. */
export function tables(markdown: MarkdownIt): void {
  markdown.core.ruler.push('table-alignment', (state) => {
    for (const token of state.tokens) {
      if (token.type !== 'th_open' && token.type !== 'td_open') continue;
      const style = token.attrGet('style');
      const side = /text-align:(right|center)/.exec(String(style))?.[1];
      token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style');
      if (side !== undefined) token.attrJoin('class', side === 'right' ? 'end' : side);
    }
  });
  const { rules } = markdown.renderer;
  rules.table_open = (tokens, index) => {
    const heads = headsOf(tokens, index);
    const name = escapeHtml(`Table: ${heads.join(', ')}`);
    const slides = heads.length >= SLIDES_FROM_COLUMNS;
    const reached = ` tabindex="0" role="group" aria-label="${name}"`;
    return `<div class="table"${slides ? reached : ''}><table>\n`;
  };
  rules.table_close = () => '</table></div>\n';
}

/** What stands at the head of each column, as text. */
function headsOf(tokens: readonly Token[], index: number): string[] {
  const end = tokens.findIndex(({ type }, at) => at > index && type === 'tr_close');
  return tokens
    .slice(index, end)
    .filter((_, at, row) => row[at - 1]?.type === 'th_open')
    .map(({ children }) => (children ?? []).map(({ content }) => content).join(''));
}
