/** One item of each source in turn, until all of them have ended. */
export function* roundRobin<Item>(
  sources: readonly Iterable<Item>[],
): Generator<Item, void, void> {
  for (const source of sources) yield* source;
}
