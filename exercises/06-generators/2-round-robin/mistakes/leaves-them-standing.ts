/**
 * Never ends a source that it has begun.
 *
 * @diagnosis The order is right. But a consumer that leaves ends only your generator: the sources still stand at their yields,
 * with whatever they hold open.
 */
export function* roundRobin<Item>(
  sources: readonly Iterable<Item>[],
): Generator<Item, void, void> {
  const waiting = sources.map((source) => source[Symbol.iterator]());
  for (let first = waiting.shift(); first; first = waiting.shift()) {
    const { value, done } = first.next();
    if (done) continue;
    waiting.push(first);
    yield value;
  }
}
