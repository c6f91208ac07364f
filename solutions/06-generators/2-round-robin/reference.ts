/** One item of each source in turn, until all of them have ended. */
export function* roundRobin<Item>(
  sources: readonly Iterable<Item>[],
): Generator<Item, void, void> {
  const waiting = sources.map((source) => source[Symbol.iterator]());
  try {
    for (let first = waiting.shift(); first; first = waiting.shift()) {
      const { value, done } = first.next();
      if (done) continue;
      waiting.push(first);
      yield value;
    }
  } finally {
    for (const iterator of waiting) iterator.return?.();
  }
}
