/** A place in a file of the reader's. */
export interface Place {
  /** The path of the file in the repository. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** Something to be told, and the place that it is about, if there is one. */
export interface Detail {
  readonly text: string;
  readonly place?: Place | undefined;
}
