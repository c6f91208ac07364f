/**
 * Which line of the reader's file a line of the compiled one came from: the `mappings` of a source
 * map, read. Each line of it is a list of pieces, `;` ends a line, `,` a piece, and a piece is
 * numbers in base 64: its column, its file, its line, its column there, each as the difference to
 * the one before.
 */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CONTINUES = 32;

/** Where a place of the compiled file was; all numbers from 1. Undefined for what was added. */
export function sourcePosition(
  mappings: string,
  line: number,
  column: number,
): { line: number; column: number } | undefined {
  let sourceLine = 0;
  let sourceColumn = 0;
  let found: { line: number; column: number } | undefined;
  for (const [index, pieces] of mappings.split(';').entries()) {
    if (index >= line) break;
    let pieceColumn = 0;
    for (const piece of pieces === '' ? [] : pieces.split(',')) {
      const [columns = 0, , lines = 0, sourceColumns = 0] = numbersIn(piece);
      pieceColumn += columns;
      sourceLine += lines;
      sourceColumn += sourceColumns;
      if (index !== line - 1 || pieceColumn > column - 1) continue;
      found = { line: sourceLine + 1, column: sourceColumn + 1 };
    }
  }
  return found;
}

/** The numbers of a piece: five bits a digit, the lowest first; the last bit of all is the sign. */
function numbersIn(piece: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of piece) {
    const digit = DIGITS.indexOf(letter);
    value += (digit & (CONTINUES - 1)) << shift;
    shift += 5;
    if ((digit & CONTINUES) !== 0) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}
