/**
 * Removes an ended source from the list that it is walking along.
 *
 * @diagnosis When a source ends it is taken out of the list, those behind it move up, and the next in turn is
 * skipped.
 */
export function* roundRobin<Item>(
  sources: readonly Iterable<Item>[],
): Generator<Item, void, void> {
  const iterators = sources.map((source) => source[Symbol.iterator]());
  try {
    while (iterators.length > 0) {
      for (let index = 0; index < iterators.length; index += 1) {
        const next = iterators[index]?.next();
        if (next?.done) iterators.splice(index, 1);
        else if (next) yield next.value;
      }
    }
  } finally {
    for (const iterator of iterators) iterator.return?.();
  }
}
