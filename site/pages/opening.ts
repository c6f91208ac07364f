/** How a chapter opens: where it stands, its title, its question, and how long it takes. */
import { isAppendix } from '../../course/appendix.ts';
import type { Chapter } from '../../course/catalogue.ts';
import { type Html, html } from '../page/markup.ts';
import { anchorOf } from '../reading/headings.ts';
import {
  exerciseMinutes,
  formatMinutes,
  type Measures,
  PACE,
  readingMinutes,
} from './reading-time.ts';

const OPENING = /^# [^\n]*\n(?:\s*\n)*(?:> [^\n]*\n)+/;

/** A chapter's text without its title and its question; the lines keep their numbers. */
export function withoutOpening(markdown: string): string {
  return markdown.replace(OPENING, (opening) => opening.replace(/[^\n]+/g, ''));
}

/** The opening of a chapter's page. */
export function openingHtml(chapter: Chapter, measures: Measures): Html {
  const { number, title, question } = chapter;
  return html`<header class="opening">
<p class="part">${isAppendix(number) ? `Appendix ${number}` : `Part I · Chapter ${number}`}</p>
<h1 id="${anchorOf(`${number} · ${title}`)}">${title}</h1>
<p class="question">${question}</p>
${minutesHtml(chapter, measures)}
</header>`;
}

function minutesHtml(chapter: Chapter, measures: Measures): Html {
  const core = exerciseMinutes(chapter, 'core');
  const extra = exerciseMinutes(chapter, 'extra');
  const exercises = [
    core > 0 && `${formatMinutes(core)} for the exercises`,
    extra > 0 &&
      `${formatMinutes(extra)} for ${core > 0 ? 'the extra ones' : 'the exercises'}`,
  ].filter((part) => part !== false);
  const parts = [
    `About ${formatMinutes(readingMinutes(measures))} to read`,
    ...exercises,
  ];
  const { words, lines } = measures;
  return html`<details class="minutes"><summary>${parts.join(', ')}</summary>
<p>${words.toLocaleString('en')} words at ${PACE.wordsPerMinute} a minute, and ${lines.toLocaleString('en')} lines of code and output at ${PACE.linesPerMinute}.
Who skims the code is faster; who runs it, and should, is slower. The time for an exercise is what its author thinks that it takes.</p></details>`;
}
