/**
 * Calls next() by hand, and never return().
 *
 * @diagnosis It calls next() itself, and leaves the source where it is when it has enough. Whoever calls
 * next() by hand must call return() too. `for` does both.
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
}
