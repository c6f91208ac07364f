/** Flags of `course run` that stand among the words for the program. */

/** A word that was typed, and what it may be as a flag. */
interface Word {
  readonly text: string;
  /** What stands before its first `=`. */
  readonly name: string;
  /** What stands behind that, or else the next word, which is then taken too. */
  value(): string | undefined;
}

/** Offers each word up to `--` to `take`, which answers whether it has taken it. Answers the others. */
export function takeFlags(
  typed: readonly string[],
  take: (word: Word) => boolean,
): string[] {
  const rest: string[] = [];
  for (let index = 0; index < typed.length; index++) {
    const text = typed[index] ?? '';
    if (text === '--') return [...rest, ...typed.slice(index)];
    const [name = '', ...after] = text.split('=');
    const value = () => (after.length > 0 ? after.join('=') : typed[++index]);
    if (!take({ text, name, value })) rest.push(text);
  }
  return rest;
}
