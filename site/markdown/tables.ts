/** Tables: each slides within a box of its own, and its columns are aligned by classes. */
import type { MarkdownIt, Token } from 'markdown-it';

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
    const slides = columnsOf(tokens, index) >= SLIDES_FROM_COLUMNS;
    return `<div class="table"${slides ? ' tabindex="0"' : ''}><table>\n`;
  };
  rules.table_close = () => '</table></div>\n';
}

function columnsOf(tokens: readonly Token[], index: number): number {
  const end = tokens.findIndex(({ type }, at) => at > index && type === 'tr_close');
  return tokens.slice(index, end).filter(({ type }) => type === 'th_open').length;
}
