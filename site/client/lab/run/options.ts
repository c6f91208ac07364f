/** What the reader types as the program's options: cut into words, and those into options. */
import { type Parser, UsageError } from '../../../../lib/program/settings.ts';

/** Cuts a line into words, as a shell without quotation marks would. */
export function wordsOf(line: string): string[] {
  return line.split(/\s+/).filter((word) => word !== '');
}

/** Cuts words into options and the rest, in the place of Node's own parser. Throws UsageError. */
export const parseOptions: Parser = (typed, options) => {
  const values: Record<string, unknown> = {};
  const positionals: string[] = [];
  for (let index = 0; index < typed.length; index++) {
    const word = typed[index] ?? '';
    if (!word.startsWith('-')) {
      positionals.push(word);
      continue;
    }
    const [dashed = '', ...after] = word.split('=');
    const name = dashed.replace(/^--?/, '');
    const option = options[name];
    if (option === undefined) throw new UsageError(`Unknown option '${dashed}'.`);
    if (option.type === 'boolean') {
      values[name] = true;
      continue;
    }
    const value = after.length > 0 ? after.join('=') : typed[++index];
    if (value === undefined) throw new UsageError(`${dashed} takes a number.`);
    values[name] = value;
  }
  return { values, positionals };
};
