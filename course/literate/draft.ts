/**
 * A README that is being brought into step with what it quotes.
 *
 * Check and refresh are the same work: both find out what the README should say. The
 * check reports where it says something else, the refresh writes it.
 */
import { cite, Fault, type Problem } from './problem.ts';
import { type Fence, lineAt, parseReadme, type Readme } from './readme.ts';
import { splitLines } from './regions.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Collects the faults of one README, and the edits that would mend some of them. */
export class Draft {
  readonly readme: Readme;
  /** The README's path, relative to the repository's root. */
  readonly file: string;
  readonly #problems: Problem[] = [];
  readonly #edits: Edit[] = [];

  constructor(file: string, raw: string) {
    this.file = file;
    this.readme = parseReadme(raw);
  }

  /** What is wrong, in the order of the lines. */
  get problems(): Problem[] {
    return this.#problems.toSorted((one, other) => one.line - other.line);
  }

  /** Whether any edit is needed. */
  get stale(): boolean {
    return this.#edits.length > 0;
  }

  /** The README with all edits, its lines ended as before. */
  get text(): string {
    let text = this.readme.text;
    for (const edit of this.#edits.toSorted((one, other) => other.start - one.start)) {
      text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    }
    return text.replaceAll('\n', this.readme.lineEnd);
  }

  /** The number of the line on which a place of the README lies. */
  lineAt(place: number): number {
    return lineAt(this.readme.text, place);
  }

  /** Notes what only a person can mend. */
  fault(line: number, message: string): void {
    this.#problems.push({ file: this.file, line, message, mendable: false });
  }

  /** Notes what a refresh mends beside the README: a file that is missing or out of date. */
  outdated(line: number, message: string): void {
    this.#problems.push({ file: this.file, line, message, mendable: true });
  }

  /** Runs an action and notes the `Fault` that it throws, if any, at a line. */
  async attempt(line: number, action: () => void | Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.fault(line, error.message);
    }
  }

  /** Puts a text between two places, and notes why, unless it stands there already. */
  replace(start: number, end: number, text: string, line: number, message: string): void {
    if (this.readme.text.slice(start, end) === text) return;
    this.#edits.push({ start, end, text });
    this.#problems.push({ file: this.file, line, message, mendable: true });
  }

  /**
   * Puts lines into a fence, unless it holds them already. `name` says in the message
   * what the fence shows. Throws a `Fault` if the lines would end the fence.
   */
  fill(fence: Fence, lines: readonly string[], name: string): void {
    const current = splitLines(fence.content);
    const index = firstDifference(current, lines);
    if (index === -1) return;
    const message = `${name} has ${cite(lines[index])} where the README has ${cite(current[index])}.`;
    this.fillFrom(fence, lines, fence.line + 1 + index, message);
  }

  /** Like `fill`, for a caller that knows better which line differs, and why. */
  fillFrom(fence: Fence, lines: readonly string[], line: number, message: string): void {
    const closing = new RegExp(`^ {0,3}${fence.markup}${fence.markup[0]}*[ \\t]*$`);
    if (lines.some((each) => closing.test(each))) {
      throw new Fault(
        'the text for this fence holds a fence itself; ' +
          `open and close this one with “${fence.markup}${fence.markup[0]}”.`,
      );
    }
    const bare = fence.prefix.trimEnd();
    const text = lines
      .map((each) => `${each === '' ? bare : fence.prefix + each}\n`)
      .join('');
    this.replace(fence.start, fence.end, text, line, message);
  }
}

/** The index of the first line that differs, or -1 if none does. */
export function firstDifference(
  one: readonly string[],
  other: readonly string[],
): number {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index++) {
    if (one[index] !== other[index]) return index;
  }
  return -1;
}
