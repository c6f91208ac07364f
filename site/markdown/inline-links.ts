/** Puts links into the running text of a page: never into a heading, nor into another link. */
import type { MarkdownIt, Token } from 'markdown-it';

/** A link to be put around a stretch of a token's text. */
interface TextLink {
  readonly start: number;
  readonly length: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What a rule learns on its way through a page. */
interface LinkRule {
  /** A heading of the second level begins a new section. */
  section(): void;
  /** The links within a piece of text or code. */
  links(token: Token): readonly TextLink[];
  /** A piece of text in bold. */
  bold?(text: string): void;
}

/** Adds a rule that makes links; `start` is called for each page with its environment. */
export function inlineLinks(
  markdown: MarkdownIt,
  name: string,
  start: (environment: unknown) => LinkRule | undefined,
): void {
  markdown.core.ruler.push(name, (state) => {
    // A passage may stand within a button, where a link has no place.
    const { isPassage } = state.env.request as { isPassage?: true };
    const rule = isPassage ? undefined : start(state.env);
    if (rule === undefined) return;
    for (const [index, token] of state.tokens.entries()) {
      if (token.type === 'heading_open' && token.tag <= 'h2') rule.section();
      const isHeading = state.tokens[index - 1]?.type === 'heading_open';
      if (token.type !== 'inline' || isHeading) continue;
      token.children = withLinks(token.children ?? [], rule, state.Token);
    }
  });
}

function withLinks(
  children: readonly Token[],
  rule: LinkRule,
  Make: new (type: string, tag: string, nesting: -1 | 0 | 1) => Token,
): Token[] {
  let depth = 0;
  let isBold = false;
  return children.flatMap((child) => {
    if (child.type === 'link_open') depth += 1;
    if (child.type === 'link_close') depth -= 1;
    if (child.type === 'strong_open') isBold = true;
    if (child.type === 'strong_close') isBold = false;
    if (child.type !== 'text' && child.type !== 'code_inline') return [child];
    if (isBold) {
      rule.bold?.(child.content);
      return [child];
    }
    if (depth > 0) return [child];
    let end = 0;
    const parts: Token[] = [];
    const piece = (from: number, to: number) => {
      const part = new Make(child.type, child.tag, 0);
      part.content = child.content.slice(from, to);
      part.markup = child.markup;
      return part;
    };
    for (const { start, length, attributes } of rule.links(child)) {
      if (start > end) parts.push(piece(end, start));
      const open = new Make('link_open', 'a', 1);
      for (const [key, value] of Object.entries(attributes)) open.attrSet(key, value);
      end = start + length;
      parts.push(open, piece(start, end), new Make('link_close', 'a', -1));
    }
    if (end === 0) return [child];
    if (end < child.content.length) parts.push(piece(end, child.content.length));
    return parts;
  });
}
