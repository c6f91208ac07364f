/**
 * The hints of an exercise: the `## ` sections of its hints.md, from a question to nearly the
 * answer.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One hint. */
export interface Hint {
  readonly heading: string;
  readonly text: string;
  /** The line of hints.md on which its text begins, counted from 1. */
  readonly line: number;
}

/** The hints of the exercise in `folder`, in their order. */
export function readHints(folder: string): Hint[] {
  const text = readFileSync(join(folder, 'hints.md'), 'utf8');
  const [before = '', ...sections] = text.split(/^## /m);
  let line = before.split('\n').length;
  return sections.map((section) => {
    const [heading = '', ...lines] = section.split('\n');
    const first = lines.findIndex((each) => each.trim() !== '');
    const own = { text: lines.join('\n').trim(), line: line + 1 + Math.max(0, first) };
    line += lines.length;
    return { heading: heading.trim(), ...own };
  });
}
