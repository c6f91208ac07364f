/**
 * Long text as several lines. Prose breaks between words, anything else where the line is full.
 */
import { displayWidth } from './display-width.ts';

/** The columns of prose that are still pleasant to read. */
const mostColumns = 100;
/** Of a terminal narrower than this, the lines are cut rather than broken once more. */
const fewestColumns = 20;

/** How wide prose may be on our own terminal; as on one of 80 columns where there is none. */
export function proseWidth(terminalColumns = process.stdout.columns ?? 80): number {
  return Math.max(fewestColumns, Math.min(terminalColumns, mostColumns));
}

/** How wide lines may be that others than readers may want whole: without a terminal there is no end. */
export function terminalWidth(): number {
  return process.stdout.columns ?? Number.POSITIVE_INFINITY;
}

/**
 * Prose, broken between words so that no line has more than `columns`. Each line begins with
 * `before`, and with the spaces that its paragraph begins with. A word that is too long for a
 * line of its own is broken as well.
 */
export function wrap(text: string, columns: number, before = ''): string[] {
  return text.split('\n').flatMap((line) => {
    const [indent = ''] = /^ */.exec(line) ?? [];
    const first = before + indent;
    return hang(first, line.slice(indent.length), columns, first);
  });
}

/**
 * Prose behind `first`, broken likewise. Its further lines begin with `later`; without it, they hang
 * under the prose.
 */
export function hang(
  first: string,
  prose: string,
  columns: number,
  later = ' '.repeat(displayWidth(first)),
): string[] {
  const [line = '', ...lines] = wrapParagraph(
    prose,
    columns - displayWidth(first),
    columns - displayWidth(later),
  );
  return [first + line, ...lines.map((each) => later + each)];
}

/**
 * A line of code, broken between words: the rest stands further in than its beginning. `mark` stands
 * before each of the lines.
 */
export function breakCode(line: string, columns: number, mark = ''): string[] {
  const [indent = ''] = /^ */.exec(line) ?? [];
  const first = mark + indent;
  if (displayWidth(mark + line) <= columns) return [mark + line];
  // Far in, there is no room left for words.
  const isFarIn = displayWidth(first) + hanging.length > columns / 2;
  if (isFarIn) return fold(line, columns - displayWidth(mark)).map((each) => mark + each);
  return hang(first, line.slice(indent.length), columns, first + hanging);
}

const hanging = '    ';

/** The first line may have `first` columns, the others `others`. */
function wrapParagraph(paragraph: string, first: number, others: number): string[] {
  const lines: string[] = [];
  const room = () => Math.max(1, lines.length === 0 ? first : others);
  let line = '';
  for (const word of unbroken(paragraph).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > room()) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
    if (line === word && displayWidth(word) > room() && displayWidth(word) <= others) {
      // It fits into the next line.
      lines.push('');
    }
    while (displayWidth(line) > room()) {
      const [piece = '', ...rest] = fold(line, room());
      lines.push(piece);
      line = rest.join('');
    }
  }
  return [...lines, line].map((each) => each.replaceAll(JOINT, ' '));
}

/** Stands for a space at which no line is broken. Of the private use area: no text has it. */
const JOINT = '\ue000';
/** Longer code than this is broken all the same. */
const longestCode = 40;
const command =
  /npx course(?: run (?:\d\d?|[a-e]) [\w-]+| [a-z]+(?: (?:\d\d?|[a-e])(?:\/\d+)?\b)?)?(?: --[a-z-]+)*/g;

/** The text with its commands and its short pieces of code as one word each: nobody should have to join them. */
function unbroken(text: string): string {
  const join = (words: string) =>
    words.length > longestCode ? words : words.replaceAll(' ', JOINT);
  return text.replaceAll(/`[^`]+`/g, join).replaceAll(command, join);
}

/** One line of anything, broken into pieces of no more than so many columns. */
export function fold(line: string, columns: number): string[] {
  if (displayWidth(line) <= columns) return [line];
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  for (const character of line) {
    const wider = displayWidth(character);
    if (piece !== '' && width + wider > columns) {
      pieces.push(piece);
      piece = '';
      width = 0;
    }
    piece += character;
    width += wider;
  }
  return [...pieces, piece];
}
