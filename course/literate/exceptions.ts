/**
 * The exceptions to coverage: lines of programs that no chapter need quote.
 */
import { Fault } from './problem.ts';
import { readEntries, textOf } from './yaml-entries.ts';

/** The file that lists the exceptions, relative to the repository's root. */
export const EXCEPTIONS = 'course/literate/exceptions.yaml';

/** Lines that no README need quote: those of a region, or all that read like a text. */
export interface Exception {
  /** The source file, relative to the repository's root. */
  readonly file: string;
  readonly region: string | undefined;
  readonly text: string | undefined;
  readonly reason: string;
}

/** Reads the exceptions of a repository; throws a `Fault` for one that is incomplete. */
export function readExceptions(root: string): Exception[] {
  return readEntries(root, EXCEPTIONS).map((entry, index) => {
    const name = `exception ${index + 1} of ${EXCEPTIONS}`;
    const optional = (key: string) =>
      entry[key] === undefined ? undefined : textOf(entry, key, name);
    const exception = {
      file: textOf(entry, 'file', name),
      region: optional('region'),
      text: optional('text'),
      reason: textOf(entry, 'reason', name),
    };
    if ((exception.region === undefined) === (exception.text === undefined)) {
      throw new Fault(`${name} needs either \`region\` or \`text\`; give one of them.`);
    }
    return exception;
  });
}
