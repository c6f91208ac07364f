/**
 * Takes every error for a full buffer.
 *
 * @diagnosis You catch every error and answer false. A connection that is broken never has room again, and nobody hears
 * of it: trySend() answers a number below 0 where there is no room, and throws all other errors. Let those through.
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
    try {
      for (let [frame] = this.#frames; frame; [frame] = this.#frames) {
        const count = this.#socket.send(frame);
        if (count < frame.length) this.#frames[0] = frame.subarray(count);
        else this.#frames.shift();
      }
      return true;
    } catch {
      return false;
    }
  }
}
