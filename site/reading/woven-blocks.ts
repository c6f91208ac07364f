/**
 * Quizzes, timelines and charts in a page: what the build wrote between their comments is left
 * out, and one block stands for it that the site fills as it likes. Readers of the README see
 * what was written there; readers of the site see something better.
 */
import type { MarkdownIt, Token } from 'markdown-it';
import { Fault } from '../../course/literate/problem.ts';

/** The kinds of such blocks. */
type WovenKind = 'quiz' | 'timeline' | 'chart';

/** One block, as its opening comment asks for it. */
export interface WovenBlock {
  readonly kind: WovenKind;
  /** All that its comment says: the quiz's id, or the picture's name and settings. */
  readonly words: string;
  /** The line of its comment, counted from 1. */
  readonly line: number;
  /** The Markdown between its two comments, as the build wrote it. */
  readonly inner: string;
  /** The line on which that begins, counted from 1. */
  readonly innerLine: number;
  /** Whether the second comment is there. Without it the block has the rest of the page. */
  readonly isClosed: boolean;
}

/** Throws `Fault` if the block goes on to the end of its page, because nothing closes it. */
export function refuseUnclosed({ kind, isClosed }: WovenBlock): void {
  if (isClosed) return;
  throw new Fault(`nothing closes this ${kind}; write \`<!-- /${kind} -->\` after it.`);
}

const OPENING = /^<!--\s*(quiz|timeline|chart)\s([\s\S]*?)-->/;

/** Puts a token `woven` where such a block stands; its `meta` is the `WovenBlock`. */
export function wovenBlocks(markdown: MarkdownIt): void {
  markdown.core.ruler.push('woven-blocks', (state) => {
    const tokens: Token[] = [];
    const lines = state.src.split('\n');
    let closing: RegExp | undefined;
    let inner: (until: Token) => void = () => {};
    for (const token of state.tokens) {
      const block = token.type === 'html_block' && OPENING.exec(token.content.trim());
      // They do not lie within each other: where one opens, one before it was left open.
      if (block) closing = undefined;
      if (closing !== undefined) {
        if (token.type === 'html_block' && closing.test(token.content)) {
          closing = undefined;
          inner(token);
        }
        continue;
      }
      if (!block) {
        tokens.push(token);
        continue;
      }
      const [all, kind = '', words = ''] = block;
      const end = new RegExp(`<!--\\s*/${kind}\\s*-->`);
      const isClosed = end.test(token.content.slice(all.length));
      if (!isClosed) closing = end;
      const woven = new state.Token('woven', '', 0);
      woven.block = true;
      woven.map = token.map;
      const [from = 0, to = 0] = token.map ?? [];
      const meta = {
        kind,
        words: words.trim(),
        line: from + 1,
        inner: '',
        innerLine: to + 1,
        isClosed,
      };
      woven.meta = meta;
      inner = (until) => {
        meta.isClosed = true;
        meta.inner = lines.slice(to, until.map?.[0]).join('\n');
      };
      tokens.push(woven);
    }
    state.tokens = tokens;
  });
}
