/**
 * Blocks of code come in two widths, so that their edges are two lines down the page and not one for
 * each block: as wide as the text or, where a line of the code is longer, as text and margin.
 */

/** What fits beside the text's edges, in characters; on a narrow window longer lines slide. */
const COLUMNS_OF_TEXT = 68;

/** The class that such a block has besides its own: a word with a space before it, or nothing. */
export function widthClass(lines: readonly string[]): string {
  return lines.some(({ length }) => length > COLUMNS_OF_TEXT) ? ' wide' : '';
}
