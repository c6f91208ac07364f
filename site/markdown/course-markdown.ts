/** Markdown as the texts of the course are written in it, for pages and for the book. */
import createMarkdown, { type MarkdownIt, type MarkdownItOptions } from 'markdown-it';
import { notes } from './notes.ts';
import { remarks } from './remarks.ts';
import { tables } from './tables.ts';

/** Reads notes, remarks and tables. A comment is for those who write the text, and not shown. */
export function courseMarkdown(options: MarkdownItOptions = {}): MarkdownIt {
  const markdown = createMarkdown({ html: true, typographer: true, ...options })
    // Quotation marks as a book has them; what else a typographer would change is meant.
    .disable('replacements')
    .use(notes)
    .use(remarks)
    .use(tables);
  const { rules } = markdown.renderer;
  rules.html_inline = (tokens, index) => withoutComment(tokens[index]?.content);
  rules.html_block = (tokens, index) => withoutComment(tokens[index]?.content);
  return markdown;
}

function withoutComment(text = ''): string {
  return text.replace(/<!--[\s\S]*?-->/g, '');
}
