/** The first `count` items of a source, read as they are wanted. */
export function* take<Item>(
  source: Iterable<Item>,
  count: number,
): Generator<Item, void, void> {
  const items = [...source];
  yield* items.slice(0, count);
}
