/**
 * Takes an undefined value for the end of the source.
 *
 * @diagnosis An item that is undefined is taken for the end of the source. The end is what `done` says.
 */
export function* take<Item>(
  source: Iterable<Item>,
  count: number,
): Generator<Item, void, void> {
  const iterator = source[Symbol.iterator]();
  try {
    for (let taken = 0; taken < count; taken += 1) {
      const { value } = iterator.next();
      if (value === undefined) return;
      yield value;
    }
  } finally {
    iterator.return?.();
  }
}
