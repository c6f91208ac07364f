import { describe, expect, it } from 'vitest';
import { smallSite } from '../small-site.fixture.ts';
import { renderBlocks, renderInline } from './passage.ts';

const source = { file: 'chapters/01-blocking/README.md', page: 'chapters/01-blocking/' };

describe('a passage', () => {
  it('is rendered as blocks, or without its paragraph for a line', async () => {
    const site = await smallSite({});
    const passage = { text: 'It *sleeps*.', line: 7 };
    expect(renderBlocks(site, source, passage).text).toBe('<p>It <em>sleeps</em>.</p>\n');
    expect(renderInline(site, source, passage).text).toBe('It <em>sleeps</em>.');
    const quoted = { text: '> It sleeps.', line: 7 };
    expect(renderBlocks(site, source, quoted).text).toMatch(/^<blockquote>/);
  });

  it('is refused in a line if it is more than a paragraph', async () => {
    const site = await smallSite({});
    for (const text of ['One.\n\nTwo.', '- One.', '> One.', 'One.\n\n- Two.', '']) {
      expect(() => renderInline(site, source, { text, line: 7 })).toThrow(
        'README.md:7: there is room for one paragraph here',
      );
    }
  });

  it('tells a fault with the line that it has in its file', async () => {
    const site = await smallSite({});
    const text = 'It sleeps,\nand [wakes](gone.ts).';
    expect(() => renderBlocks(site, source, { text, line: 7 })).toThrow('README.md:8: ');
    expect(() => renderInline(site, source, { text, line: 7 })).toThrow('README.md:8: ');
  });

  it('has no place for a quiz or a picture', async () => {
    const site = await smallSite({});
    const text = 'It sleeps.\n\n<!-- quiz often -->\n<!-- /quiz -->';
    expect(() => renderBlocks(site, source, { text, line: 7 })).toThrow(
      'README.md:9: there is no place for a quiz here',
    );
  });
});
