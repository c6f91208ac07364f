/**
 * Puts the source back into the queue only after its item has been yielded.
 *
 * @diagnosis While an item is being yielded its source is not in the queue. If the consumer leaves at
 * that moment, the finally ends all sources but that one.
 */
export function* roundRobin<Item>(
  sources: readonly Iterable<Item>[],
): Generator<Item, void, void> {
  const waiting = sources.map((source) => source[Symbol.iterator]());
  try {
    for (let first = waiting.shift(); first; first = waiting.shift()) {
      const { value, done } = first.next();
      if (done) continue;
      yield value;
      waiting.push(first);
    }
  } finally {
    for (const iterator of waiting) iterator.return?.();
  }
}
