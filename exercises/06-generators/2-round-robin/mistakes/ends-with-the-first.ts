/**
 * Ends when the first source does.
 *
 * @diagnosis It is over as soon as one source is, and what the others still have is lost.
 */
export function* roundRobin<Item>(
  sources: readonly Iterable<Item>[],
): Generator<Item, void, void> {
  const iterators = sources.map((source) => source[Symbol.iterator]());
  try {
    while (iterators.length > 0) {
      for (const iterator of iterators) {
        const { value, done } = iterator.next();
        if (done) return;
        yield value;
      }
    }
  } finally {
    for (const iterator of iterators) iterator.return?.();
  }
}
