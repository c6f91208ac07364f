import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Exercise } from '../../course/catalogue.ts';
import { smallCourse } from '../markdown/small-course.fixture.ts';
import { hintsHtml } from './hints.ts';

const FOLDER = 'exercises/01-blocking/1-receive';
const PAGE = `${FOLDER}/`;

async function render(hints: string): Promise<string> {
  const course = await smallCourse({ [`${FOLDER}/hints.md`]: hints });
  return hintsHtml(course, { folder: join(course.root, FOLDER) } as Exercise, PAGE).text;
}

describe('hintsHtml()', () => {
  it('puts each hint within the one before it, as blocks', async () => {
    const shown = await render(
      '# Hints\n\n## A question\n\nWhy?\n\n## A pointer\n\n> So.\n',
    );
    expect(shown.replaceAll('\n', '')).toBe(
      '<details class="hint"><summary>Hint 1 of 2: a question</summary><div class="hint-text"><p>Why?</p></div>' +
        '<details class="hint"><summary>Hint 2 of 2: a pointer</summary><div class="hint-text"><blockquote><p>So.</p></blockquote></div></details></details>',
    );
  });

  it('tells a fault with its line, though another hint begins with the same words', async () => {
    const hints =
      '## A question\n\nLook here.\n\n## A pointer\n\nLook here.\n[Gone](gone.ts).\n';
    await expect(render(hints)).rejects.toThrow(`${FOLDER}/hints.md:8: `);
  });
});
