/**
 * What a fence asks for, read from the words after its backticks:
 *
 *   ts file=server.ts#accept                   a listing: a region, or without # a file
 *   diff from=client-slices.ts to=client-spin.ts    the difference of two files
 *   console varies=/port (\d+)/ order=any      a transcript, run and compared
 *
 * Anything else after the language is a mistake: a misspelt word would otherwise turn a
 * checked listing into one that nobody checks.
 */
import { Fault } from './problem.ts';

/** What a fence asks for. */
export type Purpose =
  | { readonly kind: 'plain' }
  | { readonly kind: 'listing'; readonly file: string }
  | { readonly kind: 'difference'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'transcript';
      readonly varies: readonly RegExp[];
      readonly anyOrder: boolean;
    };

// A value is a regular expression between slashes, which may hold spaces, or one word.
const ATTRIBUTE = /\s+([a-z]+)=(\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\/(?=\s|$)|\S+)/gy;

/** Reads what a fence asks for; throws a `Fault` for words that it doesn't know. */
export function readPurpose(info: string): Purpose {
  const language = /^\S*/.exec(info)?.[0] ?? '';
  const attributes = readAttributes(info.slice(language.length));
  const only = (...names: string[]) => {
    for (const [name, values] of attributes) {
      if (!names.includes(name)) {
        const known = names.map((each) => `\`${each}=\``).join(' and ') || 'nothing';
        throw new Fault(
          `a \`${language}\` fence doesn't know \`${name}=\`; it takes ${known}.`,
        );
      }
      if (values.length > 1 && name !== 'varies') {
        throw new Fault(`\`${name}=\` stands twice; keep one.`);
      }
    }
  };
  if (language === 'console') {
    only('varies', 'order');
    const order = attributes.get('order')?.[0];
    if (order !== undefined && order !== 'any') {
      throw new Fault(`\`order=${order}\` is unknown; write \`order=any\` or nothing.`);
    }
    const varies = (attributes.get('varies') ?? []).map(readExpression);
    return { kind: 'transcript', varies, anyOrder: order === 'any' };
  }
  if (language === 'diff' && attributes.size > 0) {
    only('from', 'to');
    const from = attributes.get('from')?.[0];
    const to = attributes.get('to')?.[0];
    if (!from || !to) throw new Fault('a difference needs both `from=` and `to=`.');
    return { kind: 'difference', from, to };
  }
  only('file');
  const file = attributes.get('file')?.[0];
  return file ? { kind: 'listing', file } : { kind: 'plain' };
}

function readAttributes(words: string): Map<string, string[]> {
  const attributes = new Map<string, string[]>();
  let end = 0;
  for (const match of words.matchAll(ATTRIBUTE)) {
    const [all, name = '', value = ''] = match;
    attributes.set(name, [...(attributes.get(name) ?? []), value]);
    end = match.index + all.length;
  }
  const rest = words.slice(end).trim();
  if (rest !== '') {
    throw new Fault(
      `the fence's \`${rest}\` can't be read; after the language come \`name=value\` ` +
        'pairs, and a regular expression stands between slashes, with `\\/` inside.',
    );
  }
  return attributes;
}

function readExpression(value: string): RegExp {
  const source = /^\/(.+)\/$/.exec(value)?.[1];
  if (source === undefined) {
    throw new Fault(
      `\`varies=${value}\` is no regular expression between slashes; ` +
        'write `varies=/…/`, without flags.',
    );
  }
  let expression: RegExp;
  try {
    expression = new RegExp(source, 'dgm');
  } catch (error) {
    throw new Fault(
      `\`varies=${value}\` is invalid: ${(error as Error).message}; correct it.`,
    );
  }
  if (expression.test('')) {
    throw new Fault(
      `\`varies=${value}\` matches even an empty text; declare what varies more narrowly.`,
    );
  }
  return expression;
}
