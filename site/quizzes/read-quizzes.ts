/**
 * The quizzes of a README, as the build has woven them. Which option is right stands there alone,
 * because a run has written it; nothing is worked out anew.
 */
import { cite, Fault } from '../../course/literate/problem.ts';

/** An option of a question. Its texts are Markdown. */
interface QuizOption {
  /** `A` */
  readonly letter: string;
  readonly says: string;
  readonly why: string;
}

/** A question and what a run answered. Its texts are Markdown. */
export interface Quiz {
  readonly id: string;
  readonly question: string;
  readonly options: readonly QuizOption[];
  /** The letter of the option that holds. */
  readonly right: string;
  /** The command whose run showed it: `npx course run 05 client`. */
  readonly command: string;
}

/** The quiz called `id` in a README's text. Throws a `Fault` if it is not whole. */
export function readQuiz(text: string, id: string): Quiz {
  const [, after = ''] = text.split(`<!-- quiz ${id} -->`);
  const [block = ''] = after.split('<!-- /quiz -->');
  const [asked = '', answer = ''] = block.split('<details>');
  const firstOption = asked.search(/^- \*\*A\.\*\* /m);
  const [, right, command] =
    /^\*\*([A-Z])\*\*, as `([^`]+)` shows\.$/m.exec(answer) ?? [];
  if (firstOption < 0 || right === undefined || command === undefined) {
    throw new Fault(`the quiz ${cite(id)} has no answer yet; run \`npm run refresh\`.`);
  }
  const whys = new Map(lettered(answer));
  const options = lettered(asked.slice(firstOption)).map(([letter, says]) => ({
    letter,
    says,
    why: whys.get(letter) ?? '',
  }));
  const isWhole = options.length === whys.size && options.every(({ why }) => why !== '');
  if (!isWhole || !whys.has(right)) {
    throw new Fault(
      `the quiz ${cite(id)} does not explain each option; run \`npm run refresh\`.`,
    );
  }
  return { id, question: asked.slice(0, firstOption).trim(), options, right, command };
}

/** The items of a list that begin with a letter in bold, each with its letter. */
function lettered(text: string): [letter: string, item: string][] {
  return text.split(/^- (?=\*\*[A-Z]\.\*\* )/m).flatMap((item) => {
    const [start, letter] = /^\*\*([A-Z])\.\*\* /.exec(item) ?? [];
    if (start === undefined || letter === undefined) return [];
    const own = item.slice(start.length).replace(/^<\/details>[\s\S]*/m, '');
    return [[letter, own.replace(/^ {2}/gm, '').trim()]];
  });
}
