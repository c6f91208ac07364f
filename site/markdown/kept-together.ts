/**
 * What a line may not part: a number from its unit, a chapter from its number, the words of a short
 * piece of code, `--an-option` at its hyphens, and a short last word from the one before, which else
 * had a line to itself. And what a run has counted is written as numbers are
 * in prose, in thousands: the transcript beside it shows it as it was printed.
 */
import type { MarkdownIt, Token } from 'markdown-it';
import { wholeWords } from '../listings/whole-words.ts';
import { html } from '../page/markup.ts';

const NO_BREAK_SPACE = '\u00a0';

/** What stands before a space that is no place to break, and what behind it. */
const TIES: readonly (readonly [RegExp, RegExp])[] = [
  [/\d$/, /^(?:[KMG]i?B|kB|[mµn]?s|min|h|%)(?![\p{L}\p{N}])/u],
  [/\b(?:chapters?|appendix|exercise|part)$/i, /^(?:\d|I+\b|[a-f]\b)/],
];

/** Code of so many characters stays on one line; longer code is parted between its words. */
const SHORT_CODE = 24;

/** A last word that is too short to stand alone, and how long a text is that has more than one line. */
const SHORT_LAST_WORD = /^\S{1,8}$/;
const LONG_TEXT = 40;

const VALUE = /^<!-- value=(?!port\b)/;

/** Keeps together what belongs together. */
export function keptTogether(markdown: MarkdownIt): void {
  markdown.core.ruler.push('kept-together', (state) => {
    for (const { children, content: source } of state.tokens) {
      for (const [index, token] of children?.entries() ?? []) {
        const { type, content } = children?.[index - 1] ?? {};
        if (type === 'html_inline' && VALUE.test(content ?? ''))
          token.content = inThousands(token.content);
      }
      tie(children ?? [], source.length > LONG_TEXT);
    }
  });
  markdown.renderer.rules.code_inline = (tokens, index) => {
    const content = tokens[index]?.content ?? '';
    return content.length <= SHORT_CODE
      ? html`<code class="whole">${content}</code>`.text
      : html`<code>${wholeWords(content)}</code>`.text;
  };
}

function inThousands(text: string): string {
  return /^\d+$/.test(text) ? text.replace(/\B(?=(?:\d{3})+$)/g, ',') : text;
}

function tie(children: readonly Token[], isLong: boolean): void {
  let before = '';
  const last = children.length - 1;
  const isEnd = (index: number, after: string) =>
    isLong && index === last && SHORT_LAST_WORD.test(after);
  for (const [index, token] of children.entries()) {
    // The end of a line in the source is a space as well.
    if (token.type === 'softbreak') {
      const after = children[index + 1];
      if (after?.type !== 'text') continue;
      if (isTied(before, after.content) || isEnd(index + 1, after.content)) {
        token.type = 'text';
        token.content = NO_BREAK_SPACE;
      }
    } else if (token.type === 'text') {
      token.content = token.content.replace(/ /g, (space, at: number) => {
        const left = before + token.content.slice(0, at);
        const right = token.content.slice(at + 1);
        return isTied(left, right) || isEnd(index, right) ? NO_BREAK_SPACE : space;
      });
    }
    // A comment, which is not shown, parts nothing; nor does the end of a link.
    if (token.type === 'text' || token.type === 'code_inline') before = token.content;
  }
}

function isTied(before: string, after: string): boolean {
  return TIES.some(([left, right]) => left.test(before) && right.test(after));
}
