/**
 * Sends the whole header again where only a part of it was taken.
 *
 * @diagnosis Where the kernel takes a part of the header, you send all of it again the next time. The part has
 * gone: remember how much that was.
 */
import type { Socket } from 'would-block';

/** Messages on their way out through a non-blocking socket, each after its length. */
export class Outbox {
  readonly #socket: Socket;
  readonly #messages: Uint8Array[] = [];
  /** How far the first message is: whether its header is sent, and how many of its bytes. */
  #headerSent = false;
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
      if (!this.#headerSent) {
        if (this.#socket.trySend(header(message)) < 4) return false;
        this.#headerSent = true;
      }
      while (this.#sent < message.length) {
        const count = this.#socket.trySend(message.subarray(this.#sent));
        if (count < 0) return false;
        this.#sent += count;
      }
      this.#messages.shift();
      this.#headerSent = false;
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
