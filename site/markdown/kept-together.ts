/**
 * What a line may not part: a number from its unit, a chapter from its number, the words of a short
 * piece of code, `--an-option` at its hyphens, and a short last word from the one before, which else
 * had a line to itself. And what a run has counted is written as numbers are
 * in prose, in thousands: the transcript beside it shows it as it was printed.
 */
import type { MarkdownIt, Token } from 'markdown-it';

const NO_BREAK_SPACE = '\u00a0';

/** What stands before a space that is no place to break, and what behind it. */
const TIES: readonly (readonly [RegExp, RegExp])[] = [
  [/\d$/, /^(?:[KMG]i?B|kB|[mµn]?s|min|h|%)(?![\p{L}\p{N}])/u],
  [/\b(?:chapters?|appendix|exercise|part)$/i, /^(?:\d|I+\b|[a-f]\b)/],
];

/** Code of so many characters stays on one line; of longer code, each word of no more than that. */
const SHORT_CODE = 24;
const SHORT_WORD = 28;

/** The space before a last word that is too short to stand alone, where there is more than one line. */
const LAST_SPACE = /(?<=.{40}) (?=\S{1,8}$)/;

const VALUE = /^<!-- value=(?!port\b)/;

/** Keeps together what belongs together. */
export function keptTogether(markdown: MarkdownIt): void {
  markdown.core.ruler.push('kept-together', (state) => {
    for (const { children } of state.tokens) {
      for (const [index, token] of children?.entries() ?? []) {
        const { type, content } = children?.[index - 1] ?? {};
        if (type === 'html_inline' && VALUE.test(content ?? ''))
          token.content = inThousands(token.content);
      }
      tie(children ?? []);
      const last = children?.at(-1);
      if (last?.type === 'text')
        last.content = last.content.replace(LAST_SPACE, NO_BREAK_SPACE);
    }
  });
  markdown.renderer.rules.code_inline = (tokens, index) => {
    const content = tokens[index]?.content ?? '';
    const { escapeHtml } = markdown.utils;
    if (content.length <= SHORT_CODE)
      return `<code class="whole">${escapeHtml(content)}</code>`;
    const words = content
      .split(/( +)/)
      .map((word) =>
        /[-/]/.test(word) && word.length <= SHORT_WORD
          ? `<span class="whole">${escapeHtml(word)}</span>`
          : escapeHtml(word),
      );
    return `<code>${words.join('')}</code>`;
  };
}

function inThousands(text: string): string {
  return /^\d+$/.test(text) ? text.replace(/\B(?=(?:\d{3})+$)/g, ',') : text;
}

function tie(children: readonly Token[]): void {
  let before = '';
  for (const [index, token] of children.entries()) {
    // The end of a line in the source is a space as well.
    if (token.type === 'softbreak') {
      const after = children[index + 1];
      if (after?.type === 'text' && isTied(before, after.content)) {
        token.type = 'text';
        token.content = NO_BREAK_SPACE;
      }
    } else if (token.type === 'text') {
      token.content = token.content.replace(/ /g, (space, at: number) => {
        const left = before + token.content.slice(0, at);
        return isTied(left, token.content.slice(at + 1)) ? NO_BREAK_SPACE : space;
      });
    }
    // A comment, which is not shown, parts nothing; nor does the end of a link.
    if (token.type === 'text' || token.type === 'code_inline') before = token.content;
  }
}

function isTied(before: string, after: string): boolean {
  return TIES.some(([left, right]) => left.test(before) && right.test(after));
}
