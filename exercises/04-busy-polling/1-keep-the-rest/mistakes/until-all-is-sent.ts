/**
 * Goes on until everything is sent.
 *
 * @diagnosis It tries again until all is sent. That is a turn without an end for one client, and none for the others.
 */
import { type Socket, wouldBlock } from 'would-block';

export class Outbox {
  #unsent: Uint8Array = new Uint8Array();

  get length(): number {
    return this.#unsent.length;
  }

  put(bytes: Uint8Array): void {
    this.#unsent = Buffer.concat([this.#unsent, bytes]);
  }

  sendTo(socket: Socket): boolean {
    while (this.#unsent.length > 0) {
      const sent = socket.trySend(this.#unsent);
      if (!wouldBlock(sent)) this.#unsent = this.#unsent.subarray(sent);
    }
    return true;
  }
}
