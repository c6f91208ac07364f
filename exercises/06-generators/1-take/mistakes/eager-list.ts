/**
 * Reads the items that are wanted, but all of them at the first call.
 *
 * @diagnosis It reads all that will be wanted as soon as the first item is, and holds it in a list. Items that the
 * consumer leaves without were read for nothing.
 */
export function* take<Item>(
  source: Iterable<Item>,
  count: number,
): Generator<Item, void, void> {
  const items: Item[] = [];
  if (count > 0) {
    for (const item of source) {
      items.push(item);
      if (items.length === count) break;
    }
  }
  yield* items;
}
