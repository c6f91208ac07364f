/**
 * Ends the source when all items have been taken, but not when the consumer leaves before that.
 *
 * @diagnosis The source is ended after the last item. A consumer that leaves before that never lets your function come so
 * far: what must happen in any case belongs into a finally.
 */
export function* take<Item>(
  source: Iterable<Item>,
  count: number,
): Generator<Item, void, void> {
  const iterator = source[Symbol.iterator]();
  for (let taken = 0; taken < count; taken += 1) {
    const { value, done } = iterator.next();
    if (done) return;
    yield value;
  }
  iterator.return?.();
}
