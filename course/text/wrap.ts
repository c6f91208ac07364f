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

/**
 * Prose, broken between words so that no line has more than `columns`. Each line begins with
 * `before`, and with the spaces that its paragraph begins with. A word that is too long for a
 * line of its own is broken as well.
 */
export function wrap(text: string, columns: number, before = ''): string[] {
  return text.split('\n').flatMap((line) => {
    const [indent = ''] = /^ */.exec(line) ?? [];
    return wrapParagraph(line.slice(indent.length), columns, before + indent);
  });
}

function wrapParagraph(paragraph: string, columns: number, before: string): string[] {
  const room = Math.max(1, columns - displayWidth(before));
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > room) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
    const pieces = fold(line, room);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return [...lines, line].map((each) => before + each);
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
