/**
 * Puts new bytes in front of those that wait.
 *
 * @diagnosis New bytes are put in front of those that wait, and overtake them.
 */
import { type Socket, wouldBlock } from 'would-block';

export class Outbox {
  #unsent: Uint8Array = new Uint8Array();

  get length(): number {
    return this.#unsent.length;
  }

  put(bytes: Uint8Array): void {
    this.#unsent = Buffer.concat([bytes, this.#unsent]);
  }

  sendTo(socket: Socket): boolean {
    if (this.#unsent.length === 0) return true;
    const sent = socket.trySend(this.#unsent);
    if (!wouldBlock(sent)) this.#unsent = this.#unsent.subarray(sent);
    return this.#unsent.length === 0;
  }
}
