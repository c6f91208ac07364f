/**
 * Bytes that wait in the order in which they came: the contents of a buffer.
 *
 * They lie in a chain of chunks. Many small pushes share a chunk, so that a byte sent alone costs
 * about a byte; an empty queue holds no memory at all, so that a million silent connections can
 * have one each.
 */

interface Chunk {
  readonly bytes: Uint8Array;
  /** The bytes from `start` to `end` wait; those before were taken, behind them is room. */
  start: number;
  end: number;
  next: Chunk | undefined;
}

const LARGEST_CHUNK_BYTES = 65_536;

export class ByteQueue {
  #first: Chunk | undefined;
  #last: Chunk | undefined;
  #length = 0;

  /** How many bytes wait. */
  get length(): number {
    return this.#length;
  }

  /** Copies bytes to the end of the queue. */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const last = this.#last;
    const room = last === undefined ? 0 : last.bytes.length - last.end;
    const head = bytes.subarray(0, room);
    const tail = bytes.subarray(head.length);
    if (last !== undefined && head.length > 0) {
      last.bytes.set(head, last.end);
      last.end += head.length;
    }
    // A chunk as large as all before it: the number of chunks grows with the logarithm.
    if (tail.length > 0) {
      const size = Math.max(tail.length, Math.min(this.#length, LARGEST_CHUNK_BYTES));
      this.#append(tail, size);
    }
    this.#length += bytes.length;
  }

  /** Copies the oldest bytes to the beginning of `target`, as many as fit, and leaves them. */
  peek(target: Uint8Array): number {
    let copied = 0;
    for (let chunk = this.#first; chunk && copied < target.length; chunk = chunk.next) {
      const count = Math.min(chunk.end - chunk.start, target.length - copied);
      target.set(chunk.bytes.subarray(chunk.start, chunk.start + count), copied);
      copied += count;
    }
    return copied;
  }

  /** Takes so many of the oldest bytes away. */
  drop(count: number): void {
    let left = Math.min(count, this.#length);
    this.#length -= left;
    while (left > 0 && this.#first !== undefined) {
      const taken = Math.min(left, this.#first.end - this.#first.start);
      this.#first.start += taken;
      left -= taken;
      if (this.#first.start === this.#first.end) this.#first = this.#first.next;
    }
    if (this.#length === 0) {
      this.#first = undefined;
      this.#last = undefined;
    }
  }

  #append(bytes: Uint8Array, size: number): void {
    const memory = new Uint8Array(size);
    memory.set(bytes);
    const chunk: Chunk = { bytes: memory, start: 0, end: bytes.length, next: undefined };
    if (this.#last === undefined) this.#first = chunk;
    else this.#last.next = chunk;
    this.#last = chunk;
  }
}
