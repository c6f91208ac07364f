/**
 * What has become of bytes that are not the right ones: which kind of accident it was, and where.
 *
 * It looks for one accident that explains everything, from the first byte that differs. Where
 * there is none (two accidents, or bytes that nobody sent), they are `changed`.
 */

/** The first difference. */
export type ByteDifference =
  /** The first `at` are right, and the rest is missing. */
  | { readonly kind: 'cut'; readonly at: number }
  /** All are there, `at` of them, and more follow. */
  | { readonly kind: 'too many'; readonly at: number }
  /** So many are missing after the first `at`; then it goes on as it should. */
  | { readonly kind: 'lost'; readonly at: number; readonly bytes: number }
  /** After the first `at` the last so many of them come again; then it goes on as it should. */
  | { readonly kind: 'doubled'; readonly at: number; readonly bytes: number }
  /** The same bytes, but not in this order. */
  | { readonly kind: 'another order'; readonly at: number }
  | { readonly kind: 'changed'; readonly at: number };

/** Compares bytes that are not the same. */
export function differenceOf(actual: Uint8Array, wanted: Uint8Array): ByteDifference {
  const at = sharedBeginning(actual, wanted);
  const missing = wanted.length - actual.length;
  if (at === actual.length) return { kind: 'cut', at };
  const continues = same(actual.subarray(at), wanted.subarray(at + missing));
  if (missing < 0 && -missing <= at && continues) {
    return { kind: 'doubled', at, bytes: -missing };
  }
  if (at === wanted.length) return { kind: 'too many', at };
  if (missing > 0 && continues) return { kind: 'lost', at, bytes: missing };
  const isShuffled = missing === 0 && sameCounts(actual, wanted);
  return { kind: isShuffled ? 'another order' : 'changed', at };
}

function sharedBeginning(one: Uint8Array, other: Uint8Array): number {
  const most = Math.min(one.length, other.length);
  let count = 0;
  while (count < most && one[count] === other[count]) count += 1;
  return count;
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

/** Whether both have as many of every value. */
function sameCounts(one: Uint8Array, other: Uint8Array): boolean {
  const counts = new Int32Array(256);
  for (const byte of one) counts[byte] = (counts[byte] ?? 0) + 1;
  for (const byte of other) counts[byte] = (counts[byte] ?? 0) - 1;
  return counts.every((count) => count === 0);
}
