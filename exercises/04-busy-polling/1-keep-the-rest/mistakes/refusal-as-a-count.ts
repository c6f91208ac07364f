/**
 * Cuts off as many bytes as a refusal is negative.
 *
 * @diagnosis A refusal is taken for a count: subarray() with a negative number keeps the last few bytes, and all before them are lost.
 */
import type { Socket } from 'would-block';

export class Outbox {
  #unsent: Uint8Array = new Uint8Array();

  get length(): number {
    return this.#unsent.length;
  }

  put(bytes: Uint8Array): void {
    this.#unsent = Buffer.concat([this.#unsent, bytes]);
  }

  sendTo(socket: Socket): boolean {
    if (this.#unsent.length === 0) return true;
    const sent = socket.trySend(this.#unsent);
    this.#unsent = this.#unsent.subarray(sent);
    return this.#unsent.length === 0;
  }
}
