/**
 * Copies of the beginnings of buffers, cheap to make and to keep.
 *
 * A typed array of its own for every few bytes would cost more than everything else that a
 * recorder does: each is an object that the garbage collector must carry along. So copies stand
 * one behind the other in large chunks, and a copy is where its bytes are.
 */

// #region copy
/** A copy of some bytes. */
export interface MemoryCopy {
  /** The chunk that it stands in. */
  readonly chunk: Uint8Array;
  /** Where it begins in that chunk. */
  readonly start: number;
  /** How many bytes it has. */
  readonly length: number;
}

/** The copy of nothing: of a buffer that a call is going to write, before it has. */
export const NO_BYTES: MemoryCopy = { chunk: new Uint8Array(0), start: 0, length: 0 };
// #endregion

// #region copier
const CHUNK_BYTES = 65_536;
const WORD_BYTES = 4;

/** Makes copies. */
export class Copier {
  #words = new Int32Array(0);
  #chunk = new Uint8Array(0);
  #used = 0;

  /**
   * A copy of the first bytes, of all where there are fewer; null for null. Of no bytes where
   * `length` makes no sense: what is wrong with it, the kernel will say.
   */
  copy(memory: Uint8Array | Int32Array | null, length: number): MemoryCopy | null {
    if (memory === null) return null;
    const bytes = Math.min(length, memory.byteLength);
    if (!(bytes > 0)) return NO_BYTES;
    const start = this.#room(bytes);
    if (memory instanceof Uint8Array) {
      const chunk = this.#chunk;
      for (let index = 0; index < bytes; index++) {
        chunk[start + index] = memory[index] as number;
      }
    } else {
      const words = this.#words;
      const count = Math.ceil(bytes / WORD_BYTES);
      for (let index = 0; index < count; index++) {
        words[start / WORD_BYTES + index] = memory[index] as number;
      }
    }
    return { chunk: this.#chunk, start, length: bytes };
  }

  /** Where the next copy begins: at a whole word. */
  #room(bytes: number): number {
    const rounded = Math.ceil(bytes / WORD_BYTES) * WORD_BYTES;
    if (this.#used + rounded > this.#chunk.length) {
      this.#words = new Int32Array(Math.max(CHUNK_BYTES, rounded) / WORD_BYTES);
      this.#chunk = new Uint8Array(this.#words.buffer);
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += rounded;
    return start;
  }
}
// #endregion

// #region reading
/** The bytes of a copy. */
export function bytesIn({ chunk, start, length }: MemoryCopy): Uint8Array {
  return chunk.subarray(start, start + length);
}

/** The bytes of a copy as a struct is read: field by field. */
export function viewOf({ chunk, start, length }: MemoryCopy): DataView {
  return new DataView(chunk.buffer, chunk.byteOffset + start, length);
}

/** The whole 32-bit numbers in a copy. */
export function wordsIn(copy: MemoryCopy): number[] {
  const view = viewOf(copy);
  const count = Math.floor(copy.length / WORD_BYTES);
  return Array.from({ length: count }, (_, index) =>
    view.getInt32(index * WORD_BYTES, true),
  );
}

/** A copy of these bytes that stands by itself. */
export function copyOf(bytes: Uint8Array): MemoryCopy {
  return { chunk: bytes.slice(), start: 0, length: bytes.length };
}
// #endregion
