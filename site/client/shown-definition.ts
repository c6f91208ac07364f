/** What a page is told of a term that it uses: an entry of the glossary's definitions.json. */
export interface ShownDefinition {
  /** The sentence that defines it, without links. */
  readonly html: string;
  /** Where the course defines it: its title, and its address seen from the glossary. */
  readonly from: string;
  readonly address: string;
}
