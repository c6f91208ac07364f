/**
 * Tests after it has asked for the item that it does not want.
 *
 * @diagnosis It looks whether it has enough when the next item is there already: one more is read than
 * anybody wanted. On a network it would be waited for as well.
 */
export function* take<Item>(
  source: Iterable<Item>,
  count: number,
): Generator<Item, void, void> {
  let taken = 0;
  for (const item of source) {
    if (taken === count) return;
    yield item;
    taken += 1;
  }
}
