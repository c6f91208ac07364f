/** The real difference of two passages: all of the newer, and what it no longer has of the older. */
import { diffArrays } from 'diff';
import type { CodeLine } from './code-lines.ts';

/** A line of a difference. */
export interface DifferenceLine {
  readonly line: CodeLine;
  readonly change: 'same' | 'added' | 'removed';
}

/** Compares two passages line by line; what was removed stands before what was added for it. */
export function differenceOf(
  older: readonly CodeLine[],
  newer: readonly CodeLine[],
): DifferenceLine[] {
  const texts = (lines: readonly CodeLine[]) => lines.map(({ text }) => text);
  let from = 0;
  let to = 0;
  return diffArrays(texts(older), texts(newer)).flatMap(({ count, added, removed }) => {
    const change = added ? 'added' : removed ? 'removed' : 'same';
    const lines = removed ? older.slice(from, from + count) : newer.slice(to, to + count);
    if (!added) from += count;
    if (!removed) to += count;
    return lines.map((line) => ({ line, change }) as const);
  });
}
