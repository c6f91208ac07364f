import createMarkdown from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { inlineLinks } from './inline-links.ts';

/** Renders a text in which each `send`, until a section has had one, is a link. */
function render(text: string, request: { readonly isPassage?: true } = {}): string {
  let isSeen = false;
  const markdown = createMarkdown();
  inlineLinks(markdown, 'send-links', () => ({
    section: () => {
      isSeen = false;
    },
    bold: () => {
      isSeen = true;
    },
    links: ({ content }) => {
      const start = content.indexOf('send');
      if (isSeen || start < 0) return [];
      isSeen = true;
      return [{ start, length: 4, attributes: { href: '#send' } }];
    },
  }));
  return markdown.render(text, { request });
}

describe('inlineLinks()', () => {
  it('puts links into text and code, and keeps what is around them', () => {
    expect(render('They send it.')).toBe('<p>They <a href="#send">send</a> it.</p>\n');
    expect(render('`send` & more')).toBe(
      '<p><a href="#send"><code>send</code></a> &amp; more</p>\n',
    );
  });

  it('puts none into headings, links and bold text, nor into passages', () => {
    for (const text of ['# send', '[send](there)', '**send** and send'])
      expect(render(text)).not.toContain('#send');
    expect(render('They send it.', { isPassage: true })).not.toContain('#send');
  });

  it('begins a new section at a heading of the second level, and not of the third', () => {
    expect(render('send\n\n## A\n\nsend').match(/#send/g)).toHaveLength(2);
    expect(render('send\n\n### A\n\nsend').match(/#send/g)).toHaveLength(1);
  });
});
