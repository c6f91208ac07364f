/** All quizzes of a chapter, in the order in which its README asks them. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Chapter } from '../../course/catalogue.ts';
import { Fault } from '../../course/literate/problem.ts';
import { readQuiz } from '../../course/literate/quiz.ts';
import { lineAt } from '../../course/literate/readme.ts';
import { readWovenQuiz, refuseOutdated } from '../../course/literate/woven-quiz.ts';
import { inPlace } from '../faults/site-fault.ts';
import type { ProseContext } from '../markdown/prose-context.ts';
import type { Html } from '../page/markup.ts';
import type { Output } from '../page/page.ts';
import { answersFile, quizHtml, type RenderedQuiz, renderQuiz } from './quiz.ts';

/** The quizzes of a page. */
interface PageQuizzes {
  readonly all: readonly RenderedQuiz[];
  /** What the page fetches once the reader has chosen; nothing if there is no quiz. */
  readonly files: readonly Output[];
  /** The quiz called `id`, for its place on the page. Throws `Fault` if there is none. */
  htmlOf(id: string): Html;
}

/** The quizzes of the chapter whose page is `page`. Throws `Fault` and `SiteFault`. */
export function chapterQuizzes(
  context: ProseContext,
  chapter: Chapter,
  page: string,
): PageQuizzes {
  const file = join(relative(context.root, chapter.folder), 'README.md');
  const text = readFileSync(join(context.root, file), 'utf8');
  const questions = inPlace({ file, line: 1 }, () =>
    readQuiz({ root: context.root, file }),
  );
  const all = [...text.matchAll(/^<!-- quiz ([\w-]+) -->$/gm)].map(
    ({ 1: id = '', index }) =>
      inPlace({ file, line: lineAt(text, index) }, () => {
        const quiz = readWovenQuiz(text, id);
        refuseOutdated(text, quiz, questions);
        return renderQuiz(context, { file, page }, quiz);
      }),
  );
  const answers = answersFile(page, all);
  return {
    all,
    files: all.length > 0 ? [answers] : [],
    htmlOf(id) {
      const quiz = all.find((candidate) => candidate.id === id);
      if (quiz === undefined) throw new Fault(`there is no quiz ${id}.`);
      return quizHtml(quiz, page, answers.path);
    },
  };
}
