/**
 * Counts the bytes of the header that are sent, and never begins again.
 *
 * @diagnosis Only your first message has a header. When a message is done, the count of its header's bytes must
 * go back to 0 for the next one.
 */
import type { Socket } from 'would-block';

/** Messages on their way out through a non-blocking socket, each after its length. */
export class Outbox {
  readonly #socket: Socket;
  readonly #messages: Uint8Array[] = [];
  /** How far the first message is: whether its header is sent, and how many of its bytes. */
  #headerBytes = 0;
  #sent = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Queues a message. */
  put(message: Uint8Array): void {
    this.#messages.push(message);
  }

  /** Sends what there is room for, and never waits. Answers whether nothing is left. */
  flush(): boolean {
    for (let [message] = this.#messages; message; [message] = this.#messages) {
      while (this.#headerBytes < 4) {
        const left = header(message).subarray(this.#headerBytes);
        const count = this.#socket.trySend(left);
        if (count < 0) return false;
        this.#headerBytes += count;
      }
      while (this.#sent < message.length) {
        const count = this.#socket.trySend(message.subarray(this.#sent));
        if (count < 0) return false;
        this.#sent += count;
      }
      this.#messages.shift();
      this.#sent = 0;
    }
    return true;
  }
}

/** The length of a message in four bytes, the highest first. */
function header(message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, message.length);
  return bytes;
}
