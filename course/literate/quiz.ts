/**
 * Quiz questions as `quiz.yaml` beside a README holds them. Nobody types in which option
 * is right: each says what the program's output would show if it were.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from './problem.ts';
import type { Place } from './quotation.ts';
import { type Entry, entriesOf, readEntries, textOf } from './yaml-entries.ts';

/** An answer to choose, what it predicts, and why it is right or wrong. */
export interface Option {
  readonly says: string;
  readonly why: string;
  /** It holds only if this matches the output. */
  readonly when: RegExp | undefined;
  /** It holds only if this does not match the output. */
  readonly unless: RegExp | undefined;
}

/** A question with the program that answers it. */
export interface Question {
  readonly id: string;
  readonly question: string;
  /** A program of the chapter with its arguments, as in `course run NN …`. */
  readonly run: string;
  readonly options: readonly Option[];
}

/** Reads the `quiz.yaml` beside a README, if there is one; throws a `Fault` for a bad one. */
export function readQuiz(place: Place): Question[] {
  const file = join(dirname(place.file), 'quiz.yaml');
  if (!existsSync(join(place.root, file))) return [];
  const ids = new Set<string>();
  return readEntries(place.root, file).map((entry, index) => {
    const name = `question ${index + 1} of ${file}`;
    const id = textOf(entry, 'id', name);
    if (!/^[\w-]+$/.test(id) || ids.has(id)) {
      throw new Fault(`${name} needs an \`id\` of its own, one word; “${id}” is not.`);
    }
    ids.add(id);
    const options = entriesOf(entry.options, `${name} needs a list of \`options\`.`);
    if (options.length < 2) throw new Fault(`${name} needs at least two options.`);
    return {
      id,
      question: textOf(entry, 'question', name),
      run: textOf(entry, 'run', name),
      options: options.map((option, at) =>
        readOption(option, `option ${letterOf(at)} of ${name}`),
      ),
    };
  });
}

/**
 * The index of the one option that holds for a program's output; throws a `Fault` if
 * none does, or several do. `command` names the program in the message.
 */
export function rightOption(question: Question, output: string, command: string): number {
  const right = question.options.flatMap(({ when, unless }, index) =>
    (!when || when.test(output)) && !unless?.test(output) ? [index] : [],
  );
  const [only] = right;
  if (only !== undefined && right.length === 1) return only;
  const found =
    right.length === 0
      ? `no option of question ${question.id} holds`
      : `options ${right.map(letterOf).join(' and ')} of question ${question.id} hold`;
  throw new Fault(
    `${found} for what \`${command}\` prints; ` +
      'correct `when` and `unless` in quiz.yaml so that exactly one does.',
  );
}

/** The letter of an option: A for the first. */
export function letterOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

function readOption(entry: Entry, name: string): Option {
  const when = readExpression(entry, 'when', name);
  const unless = readExpression(entry, 'unless', name);
  if (!when && !unless) {
    throw new Fault(
      `${name} needs \`when\` or \`unless\`; say what output would prove it.`,
    );
  }
  return {
    says: textOf(entry, 'says', name),
    why: textOf(entry, 'why', name),
    when,
    unless,
  };
}

function readExpression(entry: Entry, key: string, name: string): RegExp | undefined {
  if (entry[key] === undefined) return undefined;
  const source = textOf(entry, key, name);
  try {
    return new RegExp(source, 'm');
  } catch (error) {
    throw new Fault(
      `\`${key}\` of ${name} is invalid: ${(error as Error).message}; correct it.`,
    );
  }
}
