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
}

/** The hints of the exercise in `folder`, in their order. */
export function readHints(folder: string): Hint[] {
  const [, ...sections] = readFileSync(join(folder, 'hints.md'), 'utf8').split(/^## /m);
  return sections.map((section) => {
    const [heading = '', ...lines] = section.split('\n');
    return { heading: heading.trim(), text: lines.join('\n').trim() };
  });
}
