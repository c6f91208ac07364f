import { describe, expect, it } from 'vitest';
import { renderBlocks, renderInline } from './passage.ts';
import { smallCourse } from './small-course.fixture.ts';

const source = { file: 'chapters/01-blocking/README.md', page: 'chapters/01-blocking/' };

describe('a passage', () => {
  it('is rendered as blocks, or without its paragraph for a line', async () => {
    const course = await smallCourse({});
    const passage = { text: 'It *sleeps*.', line: 7 };
    expect(renderBlocks(course, source, passage).text).toBe(
      '<p>It <em>sleeps</em>.</p>\n',
    );
    expect(renderInline(course, source, passage).text).toBe('It <em>sleeps</em>.');
    const quoted = { text: '> It sleeps.', line: 7 };
    expect(renderBlocks(course, source, quoted).text).toMatch(/^<blockquote>/);
  });

  it('is refused in a line if it is more than a paragraph', async () => {
    const course = await smallCourse({});
    for (const text of ['One.\n\nTwo.', '- One.', '> One.', 'One.\n\n- Two.', '']) {
      expect(() => renderInline(course, source, { text, line: 7 })).toThrow(
        'README.md:7: there is room for one paragraph here',
      );
    }
  });

  it('tells a fault with the line that it has in its file', async () => {
    const course = await smallCourse({});
    const text = 'It sleeps,\nand [wakes](gone.ts).';
    expect(() => renderBlocks(course, source, { text, line: 7 })).toThrow(
      'README.md:8: ',
    );
    expect(() => renderInline(course, source, { text, line: 7 })).toThrow(
      'README.md:8: ',
    );
  });

  it('has no place for a quiz or a picture', async () => {
    const course = await smallCourse({});
    const text = 'It sleeps.\n\n<!-- quiz often -->\n<!-- /quiz -->';
    expect(() => renderBlocks(course, source, { text, line: 7 })).toThrow(
      'README.md:9: there is no place for a quiz here',
    );
  });
});
