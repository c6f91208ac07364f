/**
 * Reads an item of every source, and then yields them.
 *
 * @diagnosis It reads a whole round before it yields the first item of it. An item is to be read when it is wanted.
 */
export function* roundRobin<Item>(
  sources: readonly Iterable<Item>[],
): Generator<Item, void, void> {
  let iterators = sources.map((source) => source[Symbol.iterator]());
  try {
    while (iterators.length > 0) {
      const round = iterators.map((iterator) => ({ iterator, next: iterator.next() }));
      const going = round.filter(({ next }) => !next.done);
      iterators = going.map(({ iterator }) => iterator);
      for (const { next } of going) yield next.value;
    }
  } finally {
    for (const iterator of iterators) iterator.return?.();
  }
}
