/**
 * Looks whether a source is done only after it has yielded its value.
 *
 * @diagnosis The value that comes with `done` is yielded as if it were an item. It is what the source returned, and most return
 * nothing.
 */
export function* roundRobin<Item>(
  sources: readonly Iterable<Item>[],
): Generator<Item, void, void> {
  const waiting = sources.map((source) => source[Symbol.iterator]());
  try {
    for (let first = waiting.shift(); first; first = waiting.shift()) {
      const { value, done } = first.next();
      if (!done) waiting.push(first);
      yield value;
    }
  } finally {
    for (const iterator of waiting) iterator.return?.();
  }
}
