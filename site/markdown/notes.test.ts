import { describe, expect, it } from 'vitest';
import { renderChapter, smallCourse } from './small-course.fixture.ts';

const text = `It sleeps.[^one] It wakes,[^two] and sleeps.[^one]

[^one]: Until something is ready.
[^two]: Or a signal comes,
    and [nobody](gone.ts) asked for it.

- It ends.[^three]
- It really ends.

[^three]: With 0.
`;

describe('notes', () => {
  it('stand behind the block that refers to them first, each once', async () => {
    const shown = renderChapter(await smallCourse({}), text.replace('gone.ts', '#end'));
    const order = shown.match(/<\/?p>|<\/?ul>|id="[^"]+"|href="#note[^"]*"/g)?.join(' ');
    expect(order).toBe(
      [
        '<p> href="#note-1" id="note-mark-1" href="#note-2" id="note-mark-2" href="#note-1" id="note-mark-1-1" </p>',
        'id="note-1" <p> </p> id="note-2" <p> </p>',
        '<ul> href="#note-3" id="note-mark-3" </ul>',
        'id="note-3" <p> </p>',
      ].join(' '),
    );
  });

  it('tell a fault with their own line', async () => {
    const course = await smallCourse({});
    expect(() => renderChapter(course, text)).toThrow('README.md:5: ');
  });
});

describe('a table', () => {
  it('tells a fault with the line of its row', async () => {
    const course = await smallCourse({});
    const table = '# A\n\n| a |\n| - |\n| b |\n| [c](gone.ts) |\n';
    expect(() => renderChapter(course, table)).toThrow('README.md:6: ');
  });
});
