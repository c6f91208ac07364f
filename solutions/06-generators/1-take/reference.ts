/** The first `count` items of a source, read as they are wanted. */
export function* take<Item>(
  source: Iterable<Item>,
  count: number,
): Generator<Item, void, void> {
  if (count === 0) return;
  let taken = 0;
  for (const item of source) {
    yield item;
    taken += 1;
    if (taken === count) return;
  }
}
