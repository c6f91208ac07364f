/**
 * A text of the course as a chapter of the book. Unlike a page of the site, it shows what the build
 * wrote into the text: quizzes with their answers folded below, and pictures as they were drawn.
 */
import { posix } from 'node:path';
import type { Env, MarkdownIt } from 'markdown-it';
import { piecesHtml } from '../listings/code-lines.ts';
import type { Highlighter } from '../listings/highlight.ts';
import { courseMarkdown } from '../markdown/course-markdown.ts';
import { keptTogether } from '../markdown/kept-together.ts';
import { targetOf } from '../markdown/links.ts';
import { type Html, html } from '../page/markup.ts';
import type { Heading } from '../page/page.ts';
import { headings } from '../reading/headings.ts';

/** A text, and where its links and pictures lead in the book. */
interface BookRequest {
  /** The file, relative to the repository's root. */
  readonly file: string;
  readonly text: string;
  /** The file of the book that holds a text of the repository; undefined if none does. */
  readonly chapterOf: (file: string) => string | undefined;
  /** Takes a picture of the repository into the book, and answers its file there. */
  readonly picture: (file: string) => string;
}

interface Environment extends Env {
  readonly request: BookRequest;
  headings: Heading[];
}

/** Renders texts as XHTML, to stand in a `<body>`. */
export function bookRenderer(highlight: Highlighter): (request: BookRequest) => string {
  const renderer = createRenderer(highlight);
  return (request) => {
    const environment: Environment = { request, headings: [] };
    return renderer.render(request.text, environment);
  };
}

function createRenderer(highlight: Highlighter): MarkdownIt {
  const markdown = courseMarkdown({ xhtmlOut: true }).use(headings).use(keptTogether);
  const { rules } = markdown.renderer;
  // A book has no address that somebody would copy.
  delete rules.heading_close;
  rules.fence = (tokens, index) => {
    const { info = '', content = '' } = tokens[index] ?? {};
    const language = /^\s*(\S*)/.exec(info)?.[1] ?? '';
    const file = /\b(?:file|to)=([^\s#]+)/.exec(info)?.[1];
    const name = file === undefined ? '' : `<p class="file">${html`${file}`}</p>\n`;
    return `${name}<pre><code>${codeHtml(highlight, content, language)}</code></pre>\n`;
  };
  markdown.core.ruler.push('book-links', (state) => {
    const { request } = state.env as unknown as Environment;
    for (const token of state.tokens.flatMap(({ children }) => children ?? [])) {
      const target = token.attrGet('href');
      if (target !== null) {
        const address = bookAddress(request, String(target));
        // Without its address a link is its words.
        if (address === undefined) token.attrs = null;
        else token.attrSet('href', address);
      }
      const picture = token.attrGet('src');
      if (picture === null) continue;
      const folder = posix.dirname(request.file);
      token.attrSet('src', request.picture(posix.join(folder, String(picture))));
    }
  });
  return markdown;
}

/** Where a link leads within the book, or to another site; undefined for what is not in the book. */
function bookAddress(
  { file, chapterOf }: BookRequest,
  target: string,
): string | undefined {
  const { linked, fragment } = targetOf(file, target);
  if (linked === undefined) return fragment;
  const chapter = chapterOf(linked);
  return chapter === undefined ? undefined : `${chapter}${fragment}`;
}

/** Code with its pieces told apart, as far as paper can. */
function codeHtml(highlight: Highlighter, code: string, language: string): Html {
  const lines = highlight(code.replace(/\n$/, ''), language);
  return html`${lines.map((pieces) => html`${piecesHtml(pieces)}\n`)}`;
}
