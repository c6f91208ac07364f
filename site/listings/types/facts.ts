/** What the compiler knows of a file, as plain data that is kept from build to build. */

/** What a name is: its type, and what is said of it. */
export interface NameFact {
  /** Its type as code, in pieces: a role of the theme and a text, by turns. */
  readonly code: readonly string[];
  /** The first sentence of its docstring; Markdown. */
  readonly sentence?: string;
  /** What it is in the library, if it is declared there: `lib/net/socket.ts` and `Socket.recv`. */
  readonly declared?: { readonly file: string; readonly name: string };
}

/** A declaration that others stand within: a class, a method, a function. */
export interface Block {
  /** `Socket`, `Socket.recv()` */
  readonly name: string;
  /** The numbers of its first and last line. */
  readonly from: number;
  readonly to: number;
}

/** An error of the compiler. */
export interface TypeProblem {
  readonly line: number;
  readonly message: string;
}

/** All that it knows of one file. */
export interface FileFacts {
  readonly problems: readonly TypeProblem[];
  /** Four numbers for each name: line and column, both counted from 1, length, place in `facts`. */
  readonly names: readonly number[];
  readonly facts: readonly NameFact[];
  readonly blocks: readonly Block[];
}

/** Facts as they are kept. */
export type KeptFacts = Readonly<Record<string, KeptFileFacts>>;

interface KeptFileFacts {
  /** A fingerprint of all that they rest on, and one of the file's own text. */
  readonly print: string;
  readonly text: string;
  readonly facts: FileFacts;
}

/** What a reading has found. */
export interface ReadFacts {
  readonly files: KeptFacts;
  /** All files of the repository that the facts rest on, by their paths in it. */
  readonly rest: readonly string[];
  /** What the cache would say of them as they were read: on the disk they may be others by now. */
  readonly texts: string;
}
