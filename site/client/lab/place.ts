/** A place in a file of the reader's. */
export interface Place {
  /** The path of the file in the repository. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}
