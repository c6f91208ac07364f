/**
 * Calls send() once in each flush(), and comes back for the rest.
 *
 * @diagnosis Your flush() stops after one send(), although the kernel has refused nothing. Its caller then waits for
 * room that is there. Go on until all is sent or the kernel says that there is no room.
 */
import type { Socket } from 'would-block';

/** Messages on their way out through a non-blocking socket, each after its length. */
export class Outbox {
  readonly #socket: Socket;
  /** What is still to be sent, header and message in one; of the first perhaps a part. */
  readonly #frames: Uint8Array[] = [];

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Queues a message. */
  put(message: Uint8Array): void {
    const frame = new Uint8Array(4 + message.length);
    new DataView(frame.buffer).setUint32(0, message.length);
    frame.set(message, 4);
    this.#frames.push(frame);
  }

  /** Sends what there is room for, and never waits. Answers whether nothing is left. */
  flush(): boolean {
    const [frame] = this.#frames;
    if (!frame) return true;
    const count = this.#socket.trySend(frame);
    if (count < 0) return false;
    if (count < frame.length) this.#frames[0] = frame.subarray(count);
    else this.#frames.shift();
    return this.#frames.length === 0;
  }
}
