/** The answers to a chapter's quizzes on a page of their own, for readers without script. */
import { isAppendix } from '../../course/appendix.ts';
import type { Chapter } from '../../course/catalogue.ts';
import type { ProseContext } from '../markdown/prose-context.ts';
import { addressFrom } from '../page/addresses.ts';
import { type Html, html, trusted } from '../page/markup.ts';
import type { Page } from '../page/page.ts';
import { chapterQuizzes } from './chapter-quizzes.ts';
import type { RenderedQuiz } from './quiz.ts';

/** The page; none if the chapter asks nothing. Throws `SiteFault`. */
export function answersPages(context: ProseContext, chapter: Chapter): Page[] {
  const { id, number, title } = chapter;
  const chapterPath = `chapters/${id}/`;
  const path = `${chapterPath}answers/`;
  const quizzes = chapterQuizzes(context, chapter, path).all;
  if (quizzes.length === 0) return [];
  const place = `${isAppendix(number) ? 'appendix' : 'chapter'} ${number}`;
  const page: Page = {
    path,
    kind: 'text',
    title: `Answers of ${number} · ${title}`,
    description: `What the runs of ${place} say to its questions.`,
    main: html`<article>
<h1>Answers to the questions of ${place}</h1>
${quizzes.map((quiz) => answerHtml(quiz, addressFrom(path, `${chapterPath}#quiz-${quiz.id}`)))}
</article>`,
    headings: [],
    isUnlisted: true,
  };
  return [page];
}

function answerHtml({ id, question, options, answer }: RenderedQuiz, back: string): Html {
  const { right, command, whys } = answer;
  return html`<div class="quiz" role="group" id="quiz-${id}" aria-label="Question">
<div class="quiz-question">${question}</div>
<p class="quiz-verdict"><strong>${right}</strong>, as <code>${command}</code> shows.</p>
<ul class="quiz-options" role="list">${options.map(
    ({ letter, says }) =>
      html`<li class="${letter === right ? 'is-right' : 'is-wrong'}"><span class="quiz-letter">${letter}</span> <span class="quiz-says">${says}</span>
<div class="quiz-why">${trusted(whys[letter] ?? '')}</div></li>`,
  )}</ul>
<p class="quiz-link"><a href="${back}">Back to the question</a></p>
</div>`;
}
