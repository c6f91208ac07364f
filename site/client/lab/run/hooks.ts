/** What the reader's compiled code calls of the lab, by the name `lab$`: see `compile/add-hooks.ts`. */

/** What one file calls. */
export interface Hooks {
  /** How many rounds its loops may still make before they have to ask. */
  left: number;
  /** A loop that begins on that line has come to the end of its rounds. */
  readonly look: (line: number) => void;
  /** Answers what is thrown on that line. */
  readonly thrown: (line: number, value: unknown) => unknown;
  /** Answers what a generator yields on that line. */
  readonly waits: (line: number, value: unknown) => unknown;
  /** What stands for `import.meta`. */
  readonly meta: { readonly url: string };
}
