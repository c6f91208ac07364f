/**
 * What can be wrong with a README, and how it is said: a place, what happened, what to do.
 */
/** A fault that a person must mend; it is caught where its place in the README is known. */
export class Fault extends Error {
  override name = 'Fault';
}

/** A fault with its place. */
export interface Problem {
  /** The README, relative to the repository's root. */
  readonly file: string;
  /** The line in that file, counted from 1. */
  readonly line: number;
  readonly message: string;
  /** Whether `course refresh` mends it. */
  readonly mendable: boolean;
}

/** Puts a problem in one line: `path/README.md:12: what happened; what to do`. */
export function describeProblem(problem: Problem): string {
  const remedy = problem.mendable
    ? ' Run `npm run refresh` and read what it changes.'
    : '';
  return `${problem.file}:${problem.line}: ${problem.message}${remedy}`;
}

/** Shortens a line of text for a message, in quotation marks. */
export function cite(text: string | undefined): string {
  if (text === undefined) return 'nothing';
  if (text.trim() === '') return 'a blank line';
  const line = text.trim();
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`;
}
