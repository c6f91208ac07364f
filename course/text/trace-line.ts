/**
 * A line of a trace, `send(4, "foo"..., 952, 0) = 9`, made to fit: what a call was given may be
 * shortened, what it answered may not, because that is what one looks for.
 */
import { cutToWidth, displayWidth } from './display-width.ts';

/** So much of some data still tells which they are. */
const fewestCharacters = 4;

const data = /"((?:[^"\\]|\\.)*)"(\.{3})?/g;
/** What strace says of an error in words: `EAGAIN (Resource temporarily unavailable)`. */
const errorText = /(?<= = -1 E[A-Z0-9]+) \([^)]*\)/;

/** The line in no more than so many columns. Of a line without an answer, the end is cut. */
export function fitTraceLine(line: string, columns: number): string {
  const excess = (text: string) => displayWidth(text) - columns;
  let fitted = shortenData(line, excess(line), fewestCharacters);
  if (excess(fitted) > 0) fitted = fitted.replace(errorText, '');
  fitted = shortenData(fitted, excess(fitted), 0);
  if (excess(fitted) <= 0) return fitted;
  const place = fitted.lastIndexOf(') = ');
  const answer = fitted.slice(place);
  const room = columns - displayWidth(answer);
  if (place < 0 || room < 1) return cutToWidth(fitted, columns);
  return cutToWidth(fitted.slice(0, place), room) + answer;
}

/** Takes so many columns from the strings in the line, and leaves each so many characters. */
function shortenData(line: string, excess: number, leave: number): string {
  let left = excess;
  return line.replace(data, (all: string, inside: string, dots = '') => {
    if (left <= 0) return all;
    const characters = inside.match(/\\[0-7]{1,3}|\\.|./gs) ?? [];
    left += '...'.length - dots.length;
    while (left > 0 && characters.length > leave) {
      left -= displayWidth(characters.pop() ?? '');
    }
    const shorter = `"${characters.join('')}"...`;
    const saved = displayWidth(all) - displayWidth(shorter);
    if (saved > 0) return shorter;
    left += saved;
    return all;
  });
}
