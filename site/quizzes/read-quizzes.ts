/**
 * The quizzes of a README, as the build has woven them. Which option is right stands there alone,
 * because a run has written it; nothing is worked out anew.
 */
import { cite, Fault } from '../../course/literate/problem.ts';
import type { Passage } from '../markdown/passage.ts';

/** An option of a question. */
interface QuizOption {
  /** `A` */
  readonly letter: string;
  readonly says: Passage;
  readonly why: Passage;
}

/** A question and what a run answered. */
export interface Quiz {
  readonly id: string;
  readonly question: Passage;
  readonly options: readonly QuizOption[];
  /** The letter of the option that holds. */
  readonly right: string;
  /** The command whose run showed it: `npx course run 05 client`. */
  readonly command: string;
}

/** The quiz called `id` in a README's text. Throws a `Fault` if it is not whole. */
export function readQuiz(text: string, id: string): Quiz {
  const [before = '', after = ''] = text.split(`<!-- quiz ${id} -->`);
  const [block = ''] = after.split('<!-- /quiz -->');
  const [asked = '', answer = ''] = block.split('<details>');
  const [question = ''] = asked.split(/^(?=- \*\*A\.\*\* )/m);
  const [, right, command] =
    /^\*\*([A-Z])\*\*, as `([^`]+)` shows\.$/m.exec(answer) ?? [];
  if (question === asked || right === undefined || command === undefined) {
    throw new Fault(`the quiz ${cite(id)} has no answer yet; run \`npm run refresh\`.`);
  }
  const line = lineAfter(before);
  const whys = new Map(lettered(answer, line + lineAfter(asked) - 1));
  const asks = lettered(asked, line);
  const options = asks.flatMap(([letter, says]) => {
    const why = whys.get(letter);
    return why === undefined ? [] : [{ letter, says, why }];
  });
  const isWhole = asks.length === whys.size && options.length === whys.size;
  if (!isWhole || !whys.has(right)) {
    throw new Fault(
      `the quiz ${cite(id)} does not explain each option; run \`npm run refresh\`.`,
    );
  }
  return { id, question: passage(question, line), options, right, command };
}

const ITEM =
  /^- \*\*([A-Z])\.\*\* ([\s\S]*?)(?=^- \*\*[A-Z]\.\*\* |^<\/details>|(?![\s\S]))/gm;

/** The items of a list that begin with a letter in bold, each with its letter. */
function lettered(text: string, line: number): [letter: string, item: Passage][] {
  return [...text.matchAll(ITEM)].map(({ 1: letter = '', 2: item = '', index }) => [
    letter,
    passage(item.replace(/^ {2}/gm, ''), line + lineAfter(text.slice(0, index)) - 1),
  ]);
}

/** A text without what is empty around it. */
function passage(text: string, line: number): Passage {
  const [empty = ''] = /^\s*/.exec(text) ?? [];
  return { text: text.trim(), line: line + lineAfter(empty) - 1 };
}

/** The line on which a text ends, if it begins on the first. */
function lineAfter(text: string): number {
  return text.split('\n').length;
}
