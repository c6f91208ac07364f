/**
 * What may vary in a transcript – a port, a count, a time – and what must not.
 *
 * Each regular expression masks its capture groups, or the whole match if it has none,
 * in the recorded and in the new output alike; what is left must be equal.
 */
import { firstDifference } from './draft.ts';

const MASK = '…';

/** Where two outputs differ, beside what may vary. */
export interface Divergence {
  /** The line's index in the recorded output. */
  readonly index: number;
  readonly recorded: string | undefined;
  readonly actual: string | undefined;
}

/** Replaces what may vary by `…`. */
export function mask(text: string, varies: readonly RegExp[]): string {
  let masked = '';
  let end = 0;
  for (const [from, to] of varyingSpans(text, varies)) {
    masked += text.slice(end, from) + MASK;
    end = to;
  }
  return masked + text.slice(end);
}

/** What may vary in a text: where each piece starts and ends, in order; none lies in another. */
export function varyingSpans(
  text: string,
  varies: readonly RegExp[],
): readonly (readonly [number, number])[] {
  const found = varies
    .flatMap((expression) => [...text.matchAll(expression)])
    .flatMap((match) => {
      const [whole, ...groups] = match.indices ?? [];
      return groups.length > 0 ? groups.filter((group) => group !== undefined) : [whole];
    })
    .filter((span) => span !== undefined)
    .toSorted((one, other) => one[0] - other[0] || other[1] - one[1]);
  const spans: (readonly [number, number])[] = [];
  for (const span of found) {
    const [start, end] = spans.at(-1) ?? [-1, 0];
    // A span inside another one varies with it.
    if (span[0] >= end && span[0] !== start) spans.push(span);
  }
  return spans;
}

/**
 * Finds the first line in which two outputs differ, beside what may vary. With
 * `anyOrder`, lines of different labels (`server | …`) may be mixed in any order.
 */
export function diverge(
  recorded: readonly string[],
  actual: readonly string[],
  varies: readonly RegExp[],
  anyOrder: boolean,
): Divergence | undefined {
  const prepare = (lines: readonly string[]) => {
    const masked = mask(lines.join('\n'), varies).split('\n');
    const numbered = masked.map((text, index) => ({ text, index }));
    // The sort is stable: the order within a label is kept.
    return anyOrder
      ? numbered.toSorted((one, other) => compare(label(one.text), label(other.text)))
      : numbered;
  };
  const before = prepare(recorded);
  const now = prepare(actual);
  const at = firstDifference(
    before.map((line) => line.text),
    now.map((line) => line.text),
  );
  if (at === -1) return undefined;
  const index = before[at]?.index ?? recorded.length;
  return {
    index,
    recorded: recorded[index],
    actual: actual[now[at]?.index ?? actual.length],
  };
}

/** The name of the program that printed a line (`server | …`), `''` if the line has none. */
export function label(line: string): string {
  return /^([^|]*?) *\|(?: |$)/.exec(line)?.[1] ?? '';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
