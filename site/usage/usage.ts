/** Where programs, exercises and the library use what the library declares, as plain data. */

/** A place in a file of the repository. */
export interface SourcePlace {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** As it is kept from build to build. */
export interface Usage {
  /** The uses of each declaration, by its key. */
  readonly uses: Readonly<Record<string, readonly SourcePlace[]>>;
  /** The system calls that a function of the library makes, itself or by a helper, by its key. */
  readonly makes: Readonly<Record<string, readonly string[]>>;
  /** The functions and methods of the library that make a system call themselves. */
  readonly makers: Readonly<Record<string, readonly Maker[]>>;
  /** What the programs of a chapter declare themselves, by its folder: `chapters/05-select`. */
  readonly declared: Readonly<Record<string, readonly string[]>>;
}

/** A function of the library, and the line in it that makes the call. */
export interface Maker extends SourcePlace {
  /** `Socket.recv` */
  readonly name: string;
  readonly key: string;
}

/** How a declaration is called in a `Usage`: by its file, and its first line, docstring included. */
export function keyOf({ file, line }: SourcePlace): string {
  return `${file}:${line}`;
}
