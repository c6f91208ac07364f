/**
 * Headings: each has the anchor that GitHub would give it, so that one link serves both, and the
 * table of contents lists them.
 */
import type { MarkdownIt } from 'markdown-it';
import { html, trusted } from '../page/markup.ts';
import type { Heading } from '../page/page.ts';

/** What a page's text gathers while it is rendered. */
interface Gathered {
  headings: Heading[];
}

/** The anchor that GitHub makes of a heading's words. */
export function anchorOf(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
}

/** Gives headings their anchors, and gathers them in the environment's `headings`. */
export function headings(markdown: MarkdownIt): void {
  markdown.core.ruler.push('heading-anchors', (state) => {
    const gathered = state.env as unknown as Gathered;
    const taken = new Set<string>();
    for (const [index, token] of state.tokens.entries()) {
      if (token.type !== 'heading_open') continue;
      const inline = state.tokens[index + 1];
      const words = (inline?.children ?? [])
        .map(({ type, content }) => (type === 'html_inline' ? '' : content))
        .join('');
      const anchor = anchorOf(words);
      let id = anchor;
      for (let again = 1; taken.has(id); again += 1) id = `${anchor}-${again}`;
      taken.add(id);
      token.attrSet('id', id);
      const text = markdown.renderer.renderInline(
        inline?.children ?? [],
        markdown.options,
        state.env,
      );
      const level = Number(token.tag.slice(1));
      gathered.headings.push({ level, id, text: trusted(text) });
    }
  });
  markdown.renderer.rules.heading_close = (tokens, index) => {
    const { tag } = tokens[index] ?? { tag: '' };
    const id = tokens[index - 2]?.attrGet('id');
    const anchor =
      tag !== 'h1' && typeof id === 'string'
        ? html`<a class="anchor" href="#${id}" aria-label="Link to this section">#</a>`
        : '';
    return `${anchor}</${tag}>\n`;
  };
}
