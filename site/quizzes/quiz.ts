/**
 * A quiz on a page: the question and its options. The answer is not on the page. It lies in a file
 * beside it, which is fetched once the reader has chosen, and on a page of answers for readers
 * without script.
 */

import type { WovenQuiz } from '../../course/literate/woven-quiz.ts';
import type { QuizAnswer, QuizAnswers } from '../client/quiz-answers.ts';
import { type PassageSource, renderBlocks, renderInline } from '../markdown/passage.ts';
import type { ProseContext } from '../markdown/prose-context.ts';
import { addressFrom } from '../page/addresses.ts';
import { hashedFile, hashOf } from '../page/hashed-name.ts';
import { type Html, html } from '../page/markup.ts';
import type { Output } from '../page/page.ts';

/** A quiz whose texts are HTML. */
export interface RenderedQuiz {
  readonly id: string;
  readonly question: Html;
  readonly options: readonly { readonly letter: string; readonly says: Html }[];
  readonly answer: QuizAnswer;
  /** Another as soon as the question or an option is: what a reader chose is then void. */
  readonly version: string;
}

/** Renders a quiz of a README. Throws `Fault` and `SiteFault`. */
export function renderQuiz(
  context: ProseContext,
  source: PassageSource,
  quiz: WovenQuiz,
): RenderedQuiz {
  const whys = quiz.options.map(({ letter, why }) => [
    letter,
    renderBlocks(context, source, why).text,
  ]);
  return {
    id: quiz.id,
    question: renderBlocks(context, source, quiz.question),
    options: quiz.options.map(({ letter, says }) => ({
      letter,
      says: renderInline(context, source, says),
    })),
    answer: {
      right: quiz.right,
      command: quiz.command,
      whys: Object.fromEntries(whys),
    },
    version: versionOf(quiz),
  };
}

/** The file with the answers of a page's quizzes. */
export function answersFile(page: string, quizzes: readonly RenderedQuiz[]): Output {
  const answers: QuizAnswers = Object.fromEntries(
    quizzes.map(({ id, answer }) => [id, answer]),
  );
  return hashedFile(`${page}answers`, 'json', JSON.stringify(answers));
}

/** The quiz on its page. `answers` is the path of its answers' file, `page` the page's. */
export function quizHtml(quiz: RenderedQuiz, page: string, answers: string): Html {
  const { id, question, options, version } = quiz;
  const anchor = `quiz-${id}`;
  return html`<div class="quiz" role="group" id="${anchor}" aria-label="Question" data-quiz="${id}" data-version="${version}" data-answers="${addressFrom(page, answers)}">
<div class="quiz-question" id="${anchor}-question">${question}</div>
<ul class="quiz-options" role="list" aria-labelledby="${anchor}-question">${options.map(
    ({ letter, says }) =>
      html`<li data-letter="${letter}"><span class="quiz-letter">${letter}</span> <span class="quiz-says">${says}</span></li>`,
  )}</ul>
<p class="quiz-link"><a href="${addressFrom(page, `${page}answers/#${anchor}`)}">What the run says</a></p>
</div>`;
}

function versionOf({ question, options }: WovenQuiz): string {
  return hashOf(JSON.stringify([question.text, options.map(({ says }) => says.text)]));
}
