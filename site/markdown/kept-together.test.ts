import createMarkdown from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { keptTogether } from './kept-together.ts';

const markdown = createMarkdown({ html: true }).use(keptTogether);
const render = (text: string) => markdown.renderInline(text, {});

describe('keptTogether()', () => {
  it('ties a number to its unit and a chapter to its number, over comments and the ends of lines', () => {
    expect(render('70 MiB in 3 s, and 3 seconds each way')).toBe(
      '70\u00a0MiB in 3\u00a0s, and 3 seconds each way',
    );
    expect(render('<!-- value=took -->136<!-- /value -->\nms')).toContain(
      '<!-- /value -->\u00a0ms',
    );
    expect(render('as [chapter 03](x) and appendix\nc show')).toBe(
      'as <a href="x">chapter\u00a003</a> and appendix\u00a0c show',
    );
  });

  it('leaves a short last word no line to itself', () => {
    expect(render('Here are two lines of a text, and their end is short.')).toMatch(
      /their end is\u00a0short\.$/,
    );
    expect(render('Here are two lines of a text, and their end is\nshort.')).toMatch(
      /their end is\u00a0short\.$/,
    );
  });

  it('writes the values of runs in thousands, and a port as it is', () => {
    expect(render('<!-- value=sent -->3919467<!-- /value -->')).toContain('3,919,467');
    expect(render('<!-- value=took -->136<!-- /value -->')).toContain('>136<');
    expect(render('<!-- value=port -->45217<!-- /value -->')).toContain('>45217<');
  });

  it('keeps short code on one line, and of longer code the words with a hyphen or a slash', () => {
    expect(render('`man 2 send`')).toBe('<code class="whole">man 2 send</code>');
    expect(render('`npx course run 01 server --clients 1`')).toBe(
      '<code>npx course run 01 server <span class="whole">--clients</span> 1</code>',
    );
  });
});
