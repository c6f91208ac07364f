/**
 * Footnotes stand beside the text that they belong to: in the margin where there is one, folded
 * below the paragraph where there is none.
 */
import type { MarkdownIt, Token } from 'markdown-it';
import footnote from 'markdown-it-footnote';

/** Reads footnotes, and puts each behind the block that refers to it. */
export function notes(markdown: MarkdownIt): void {
  markdown.use(footnote);
  markdown.core.ruler.after('footnote_tail', 'notes-beside', (state) => {
    const start = state.tokens.findIndex(({ type }) => type === 'footnote_block_open');
    if (start < 0) return;
    const bodies = bodiesOf(state.tokens.slice(start));
    const tokens: Token[] = [];
    let waiting: Token[] = [];
    for (const token of state.tokens.slice(0, start)) {
      tokens.push(token);
      for (const child of token.children ?? []) {
        if (child.type === 'footnote_ref' && subIdOf(child) === 0)
          waiting.push(...(bodies.get(idOf(child)) ?? []));
      }
      const endsBlock = token.level === 0 && token.nesting <= 0;
      if (!endsBlock) continue;
      tokens.push(...waiting);
      waiting = [];
    }
    state.tokens = tokens;
  });
  const { rules } = markdown.renderer;
  rules.footnote_ref = (tokens, index) => {
    const number = numberOf(tokens[index]);
    const again = subIdOf(tokens[index]) === 0 ? '' : `-${subIdOf(tokens[index])}`;
    return `<span class="note-mark"><a href="#note-${number}" id="note-mark-${number}${again}" aria-label="Note ${number}">${number}</a></span>`;
  };
  rules.footnote_open = (tokens, index) => {
    const number = numberOf(tokens[index]);
    return `<div class="note" role="note"><details><summary><span class="note-word">Note </span>${number}</summary>\n<div id="note-${number}">`;
  };
  rules.footnote_close = () => '</div></details></div>\n';
  rules.footnote_anchor = () => '';
}

/** The tokens of each note, from its opening to its end. */
function bodiesOf(tokens: readonly Token[]): Map<number, Token[]> {
  const bodies = new Map<number, Token[]>();
  let body: Token[] = [];
  for (const token of tokens) {
    if (token.type === 'footnote_open') {
      body = [];
      bodies.set(idOf(token), body);
    }
    body.push(token);
  }
  const last = body.at(-1);
  if (last?.type === 'footnote_block_close') body.pop();
  return bodies;
}

function metaOf(token: Token | undefined): { id?: number; subId?: number } {
  return (token?.meta ?? {}) as { id?: number; subId?: number };
}

function idOf(token: Token | undefined): number {
  return metaOf(token).id ?? 0;
}

function subIdOf(token: Token | undefined): number {
  return metaOf(token).subId ?? 0;
}

function numberOf(token: Token | undefined): number {
  return idOf(token) + 1;
}
