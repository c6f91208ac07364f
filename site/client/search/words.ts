/** What of a question is looked for, and whether it was found: the engine itself finds too much. */

/** Words of a question that stand in every text. */
const EVERYWHERE = new Set(
  'a an and are as at be by can do does for how i in is it my of on or that the there this to was what when where which why with you'.split(
    ' ',
  ),
);

/** The words that the engine is to look for: a question without what is in every text. */
export function soughtWords(question: string): string {
  if (question.includes('"')) return question;
  const words = question.split(/\s+/);
  const telling = words.filter((word) => !EVERYWHERE.has(word.toLowerCase()));
  return (telling.length === 0 ? words : telling).join(' ');
}

/**
 * Whether a text has what was looked for; a word may stand in its title instead, a phrase may not.
 * For a word that it does not know, the engine takes a shorter one that it does: `call` for
 * `callSoon`.
 */
export function holds(text: string, title: string, sought: string): boolean {
  const phrase = /"([^"]+)"/.exec(sought)?.[1];
  if (phrase !== undefined) return plainOf(text).includes(plainOf(phrase));
  const all = `${title} ${text}`;
  // A word may be the whole of a name or a part of it: nonblocking, blocking; WouldBlockError, error.
  const parts = all.replace(/(?<=[\p{Ll}\d])(?=\p{Lu})|-/gu, ' ');
  const plain = ` ${plainOf(`${all} ${parts}`).replace(/[^\p{L}\p{N}_]+/gu, ' ')}`;
  return (sought.match(/[\p{L}\p{N}_]+/gu) ?? []).every((word) =>
    plain.includes(` ${plainOf(word).slice(0, neededOf(word))}`),
  );
}

/** How many letters of a word must be there: the end of an everyday word may be another one. */
function neededOf(word: string): number {
  const isCode = /[\p{Lu}\d_]/u.test(word.slice(1));
  return isCode ? word.length : Math.max(4, word.length - 3);
}

function plainOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}-]/gu, '');
}

/** The name that somebody who mistyped may have meant, if one is near. */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  const most = typed.length < 5 ? 1 : 2;
  const near = names
    .filter((name) => Math.abs(name.length - typed.length) <= most)
    .map((name) => ({ name, distance: distanceOf(typed, name) }))
    .filter(({ distance }) => distance <= most);
  return near.sort((one, other) => one.distance - other.distance)[0]?.name;
}

/** How many letters differ, are missing, are too many, or have changed places with the next. */
function distanceOf(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped =
        row > 1 &&
        column > 1 &&
        one[row - 1] === other[column - 2] &&
        one[row - 2] === other[column - 1];
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, last] = [last, next];
  }
  return last[other.length] ?? 0;
}
