/**
 * The moments that are worth a jump: at which something happens that has not happened a moment ago.
 * A run of thousands of moments is a few patterns, each again and again. Where the pattern breaks
 * off, there is something to see.
 */
import type { Moment } from './moments.ts';

// Of a long run one pattern may be as long as that, in shares of the whole; of a short one nothing is skipped.
const PATTERN_SHARE = 0.01;
const SHORTEST_PATTERN = 3;

/** For each moment, whether it is worth a jump. The first and the last are. */
export function changesOf(moments: readonly Moment[]): boolean[] {
  const length = Math.max(SHORTEST_PATTERN, Math.ceil(moments.length * PATTERN_SHARE));
  const lastSeen = new Map<string, number>();
  return moments.map(({ kind, call }, index) => {
    const { program, task, name, line, refused } = call;
    const what = [program, task, kind, name, line, refused].join();
    const before = lastSeen.get(what) ?? -Infinity;
    lastSeen.set(what, index);
    return index - before > length || index === moments.length - 1;
  });
}
