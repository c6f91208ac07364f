/**
 * Yields, counts, and then tests; with a count of 0 that is once too often.
 *
 * @diagnosis For a count of 0 it takes one item: the test comes after the first.
 */
export function* take<Item>(
  source: Iterable<Item>,
  count: number,
): Generator<Item, void, void> {
  let taken = 0;
  for (const item of source) {
    yield item;
    taken += 1;
    if (taken >= count) return;
  }
}
