/** What the compiler's worker hands to the one that runs the program. */

/** What the code calls for each round of a loop; it finds it beside `exports` and `require`. */
export const HOOKS = 'lab$';

/** A file of the reader's as the worker runs it: JavaScript, and where each piece came from. */
export interface CompiledFile {
  /** The path of the file in the repository. */
  readonly path: string;
  /** A CommonJS module that calls its hooks. */
  readonly code: string;
  /** The `mappings` of its source map. */
  readonly mappings: string;
}
