/** A file of the reader's as the worker runs it: JavaScript, and where each piece came from. */
export interface CompiledFile {
  /** The path of the file in the repository. */
  readonly path: string;
  /** A CommonJS module that finds `lab` beside `exports` and `require`. */
  readonly code: string;
  /** The `mappings` of its source map. */
  readonly mappings: string;
}
