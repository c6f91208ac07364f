/** What an exercise says of itself: how long, how hard, and what to read before. */
import type { Chapter, Exercise } from '../../course/catalogue.ts';
import { heading, shortName } from '../../course/contents.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html, listed } from '../page/markup.ts';

const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;

/** That as a list, for the page at `page`. */
export function profileHtml(
  chapters: readonly Chapter[],
  exercise: Exercise,
  page: string,
): Html {
  const needed = chapters.filter(({ number }) => exercise.needs.includes(number));
  const needs = needed.map((chapter) => {
    const link = addressFrom(page, `chapters/${chapter.id}/`);
    return html`<a href="${link}">${heading(chapter)}</a>`;
  });
  return html`<dl class="facts">
<div><dt>Exercise</dt><dd>${shortName(exercise)}, ${kindOf(exercise)}</dd></div>
<div><dt>Time</dt><dd>about ${exercise.minutes} minutes</dd></div>
<div><dt>Difficulty</dt><dd>${difficultyHtml(exercise)}</dd></div>
${needs.length > 0 && html`<div><dt>Read before</dt><dd>${listed(needs)}</dd></div>`}
</dl>`;
}

/** How hard it is, in dots and in a word. */
export function difficultyHtml({ difficulty }: Exercise): Html {
  const dots = '●'.repeat(difficulty) + '○'.repeat(DIFFICULTIES.length - difficulty);
  return html`<span class="dots" aria-hidden="true">${dots}</span> ${DIFFICULTIES[difficulty - 1]}`;
}

/** `core` if everybody should do it, else `extra`. */
export function kindOf({ tags }: Exercise): string {
  return tags.includes('core') ? 'core' : 'extra';
}
