/**
 * How a quiz stands in a README: written from quiz.yaml and a run, and read again by whoever shows
 * or asks it. Which option is right stands there alone, because a run has said so.
 */
import { cite, Fault } from './problem.ts';
import { letterOf, type Question } from './quiz.ts';

/** A piece of a README, as Markdown. */
interface Passage {
  readonly text: string;
  /** The line on which it begins, counted from 1. */
  readonly line: number;
}

/** An option of a question. */
interface WovenOption {
  /** `A` */
  readonly letter: string;
  readonly says: Passage;
  readonly why: Passage;
}

/** A question and what a run answered. */
export interface WovenQuiz {
  readonly id: string;
  readonly question: Passage;
  readonly options: readonly WovenOption[];
  /** The letter of the option that holds. */
  readonly right: string;
  /** The command whose run showed it: `npx course run 05 client`. */
  readonly command: string;
}

/** What stands between the comments of a quiz; `right` is the letter of the option that holds. */
export function weaveQuiz(question: Question, right: string, command: string): string {
  const parts = [
    question.question,
    letteredList(question.options.map(({ says }) => says)),
    '<details>\n<summary>Answer</summary>',
    `**${right}**, as \`${command}\` shows.`,
    letteredList(question.options.map(({ why }) => why)),
    '</details>',
  ];
  return `\n\n${parts.join('\n\n')}\n\n`;
}

/** Texts as a list in which each has a letter. */
export function letteredList(texts: readonly string[]): string {
  return texts
    .map(
      (text, index) => `- **${letterOf(index)}.** ${text.replace(/\n(?!\n)/g, '\n  ')}`,
    )
    .join('\n');
}

/** The quiz called `id` in a README's text. Throws a `Fault` if it is not whole. */
export function readWovenQuiz(text: string, id: string): WovenQuiz {
  const { before, block } = blockOf(text, id);
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

/**
 * Throws a `Fault` if quiz.yaml has changed since the quiz was woven. A value within it is that of
 * a run, and not compared.
 */
export function refuseOutdated(
  text: string,
  { id, right, command }: WovenQuiz,
  questions: readonly Question[],
): void {
  const question = questions.find((each) => each.id === id);
  const woven = question && weaveQuiz(question, right, command);
  if (
    woven !== undefined &&
    withoutValues(woven) === withoutValues(blockOf(text, id).block)
  )
    return;
  throw new Fault(
    `the quiz ${cite(id)} is not what quiz.yaml says; run \`npm run refresh\`.`,
  );
}

/** What stands between the comments of a quiz, and all that stands before it. */
function blockOf(text: string, id: string): { before: string; block: string } {
  const [before = '', after = ''] = text.split(`<!-- quiz ${id} -->`);
  const [block = ''] = after.split('<!-- /quiz -->');
  return { before, block };
}

function withoutValues(text: string): string {
  return text.replace(/(<!-- value=\S+ -->)[\s\S]*?(?=<!-- \/value -->)/g, '$1');
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
