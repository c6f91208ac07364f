/** GitHub's alerts, `> [!NOTE]`: remarks that are set apart from the text. */
import type { MarkdownIt, Token } from 'markdown-it';

const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*$/;

/** Makes remarks of quotations that begin with such a sign. */
export function remarks(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'remarks', (state) => {
    const { tokens } = state;
    for (const [index, token] of tokens.entries()) {
      if (token.type !== 'blockquote_open') continue;
      const words = tokens[index + 2];
      const sign = words?.children?.[0];
      const kind = ALERT.exec(sign?.content ?? '')?.[1];
      if (words === undefined || kind === undefined) continue;
      // The sign and the end of its line.
      words.children = (words.children ?? []).slice(2);
      token.type = 'remark_open';
      token.info = kind;
      const close = closing(tokens, index, token.level);
      if (close !== undefined) close.type = 'remark_close';
    }
  });
  const { rules } = markdown.renderer;
  rules.remark_open = (tokens, index) => {
    const kind = tokens[index]?.info ?? '';
    const title = kind.charAt(0) + kind.slice(1).toLowerCase();
    return `<div class="remark is-${kind.toLowerCase()}" role="note"><p class="remark-title">${title}</p>\n`;
  };
  rules.remark_close = () => '</div>\n';
}

function closing(
  tokens: readonly Token[],
  index: number,
  level: number,
): Token | undefined {
  return tokens
    .slice(index)
    .find((token) => token.type === 'blockquote_close' && token.level === level);
}
