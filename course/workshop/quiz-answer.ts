/** A quiz as an instructor asks it aloud, and the answer that the program's run has given. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chapter } from '../catalogue.ts';
import { Fault } from '../literate/problem.ts';
import { letteredList, readWovenQuiz } from '../literate/woven-quiz.ts';
import { UsageError } from '../usage-error.ts';

/** A question to ask aloud. */
export interface AskedQuestion {
  /** The question and its options, as Markdown. */
  readonly question: string;
  /** `C` */
  readonly letter: string;
  /** Why that is right. */
  readonly why: string;
}

/** The question called `quiz`. Throws UsageError if the chapter has none, or none with an answer. */
export function askedQuestion({ folder, id }: Chapter, quiz: string): AskedQuestion {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  try {
    const { question, options, right } = readWovenQuiz(readme, quiz);
    const list = letteredList(options.map(({ says }) => says.text));
    const why = options.find(({ letter }) => letter === right)?.why.text ?? '';
    return { question: `${question.text}\n\n${list}`, letter: right, why };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new UsageError(`chapters/${id}/README.md: ${error.message}`);
  }
}
