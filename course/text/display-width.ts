/**
 * How many columns a text takes on a terminal, and how to cut it to so many.
 *
 * A terminal gives a letter one column, most Chinese, Japanese and Korean characters and most
 * emoji two, and an accent that joins the letter before it none. Node has such a table too, but
 * shows it to nobody. Left out: emoji joined from several, on whose width terminals disagree.
 */
import { stripVTControlCharacters } from 'node:util';

/** What begins a colour code, and everything else that a terminal takes as an order. */
export const ESCAPE = '\u001b';

const narrow = /^[\u0020-\u007e]*$/;
const joining = /[\p{Mark}\p{Default_Ignorable_Code_Point}]/u;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\u{20000}-\u{3fffd}]/u;

/** The columns that a text takes. Colour codes take none. */
export function displayWidth(text: string): number {
  if (narrow.test(text)) return text.length;
  let columns = 0;
  for (const character of stripVTControlCharacters(text)) columns += widthOf(character);
  return columns;
}

/**
 * The text with no more than so many columns. What was cut shows as an ellipsis; colour codes
 * are all kept, so that what was begun is ended.
 */
export function cutToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let left = columns - 1;
  let isCut = false;
  let kept = '';
  for (const piece of text.split(colourCode)) {
    if (piece.startsWith(ESCAPE)) {
      kept += piece;
      continue;
    }
    for (const character of isCut ? '' : piece) {
      left -= widthOf(character);
      isCut = left < 0;
      kept += isCut ? '…' : character;
      if (isCut) break;
    }
  }
  return kept;
}

const colourCode = new RegExp(`(${ESCAPE}\\[[0-9;]*m)`);

function widthOf(character: string): number {
  if (joining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
