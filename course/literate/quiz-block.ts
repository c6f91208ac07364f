/**
 * Quizzes in a README: between `<!-- quiz id -->` and `<!-- /quiz -->` stand the question,
 * its options and, folded, the answer that the run gave with the why of every option.
 */
import { basename, dirname } from 'node:path';
import { courseArguments } from './command.ts';
import type { Draft } from './draft.ts';
import { Fault } from './problem.ts';
import { letterOf, type Question, readQuiz, rightOption } from './quiz.ts';
import type { Place } from './quotation.ts';
import type { Runner } from './runner.ts';
import type { Tag } from './tags.ts';
import { fillValues } from './values.ts';
import { weaveQuiz } from './woven-quiz.ts';

/** Brings the quizzes of a README up to date, and notes questions that stand nowhere. */
export async function weaveQuizzes(
  draft: Draft,
  place: Place,
  tags: readonly Tag[],
  run: Runner,
  values: ReadonlyMap<string, string>,
): Promise<void> {
  let questions: Question[] | undefined;
  await draft.attempt(1, () => {
    questions = readQuiz(place);
  });
  // A quiz.yaml that can't be read is fault enough.
  if (!questions) return;
  const placed = new Map<string, number>();
  for (const tag of tags) {
    const question = questions.find(({ id }) => id === tag.name);
    await draft.attempt(tag.line, async () => {
      if (!question) {
        throw new Fault(`quiz.yaml has no question ${tag.name}; correct the name.`);
      }
      const earlier = placed.get(tag.name);
      if (earlier !== undefined) {
        throw new Fault(
          `question ${tag.name} stands on line ${earlier} too; remove one.`,
        );
      }
      placed.set(tag.name, tag.line);
      requireOwnLines(draft, tag);
      const chapter = basename(dirname(place.file)).split('-')[0];
      const command = `npx course run ${chapter} ${question.run}`;
      const output = (await run(courseArguments(command))).join('\n');
      const right = rightOption(question, output, command);
      const woven = weaveQuiz(question, letterOf(right), command);
      const text = fillValues(woven, values);
      const message = `question ${tag.name} is not what quiz.yaml and its run make of it.`;
      draft.replace(tag.start, tag.end, text, tag.line, message);
    });
  }
  for (const { id } of questions) {
    if (placed.has(id)) continue;
    draft.fault(
      1,
      `question ${id} of quiz.yaml stands nowhere; write \`<!-- quiz ${id} -->\` and ` +
        '`<!-- /quiz -->` where it belongs, each on a line of its own.',
    );
  }
}

function requireOwnLines(draft: Draft, tag: Tag): void {
  const { text } = draft.readme;
  const opening = text.lastIndexOf('<!--', tag.start - 1);
  const startsLine = (place: number) => place === 0 || text[place - 1] === '\n';
  const isClosingAlone = tag.start === tag.end || startsLine(tag.end);
  if (!startsLine(opening) || !isClosingAlone) {
    throw new Fault(
      `\`<!-- quiz ${tag.name} -->\` and \`<!-- /quiz -->\` each need a line of their own, ` +
        'not indented.',
    );
  }
}
