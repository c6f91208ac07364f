/** What a page fetches to say what the names in its listings are. */

/** What is said of a name: its type and the first sentence about it, as HTML, and where more is. */
export type Explanation = readonly [code: string, sentence?: string, address?: string];

/** The file as JSON. */
export interface ExplanationsFile {
  readonly explanations: readonly Explanation[];
  /**
   * The names of each block, three numbers each: the characters since the name before, its length,
   * and its place in `explanations`. What a difference has removed does not count.
   */
  readonly blocks: readonly (readonly number[])[];
}
