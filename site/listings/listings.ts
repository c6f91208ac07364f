/** What one build of the site knows of the code that it shows. */

import type { Explanations } from './explanations.ts';
import type { Highlighter } from './highlight.ts';
import type { ShownPart, ShownParts } from './shown-parts.ts';
import type { Sources } from './sources.ts';
import type { FileFacts } from './types/facts.ts';

/** What listings are made with: what was read, and the explanations that they gather. */
export interface Listings extends ShownCode {
  readonly explanations: Explanations;
}

/** What is read before any page is made. */
export interface ShownCode {
  readonly highlight: Highlighter;
  readonly sources: Sources;
  readonly shownParts: ShownParts;
  /** What the compiler knows of the files that are shown, by their paths in the repository. */
  readonly facts: ReadonlyMap<string, FileFacts>;
}

/** What a part of a file stands within: `Socket`, `Socket.recv()`; undefined if it is by itself. */
export function within(
  facts: ReadonlyMap<string, FileFacts>,
  { file, numbers }: ShownPart,
): string | undefined {
  const [first = 0] = numbers;
  const last = numbers.at(-1) ?? 0;
  const around = facts
    .get(file)
    ?.blocks.filter(({ from, to }) => from < first && to >= last);
  return around?.at(-1)?.name;
}
