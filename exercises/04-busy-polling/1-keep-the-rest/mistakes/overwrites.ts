/**
 * Puts new bytes in the place of those that wait.
 *
 * @diagnosis The second reply takes the place of the first, of which a part had not left yet. It belongs behind it.
 */
import { type Socket, wouldBlock } from 'would-block';

export class Outbox {
  #unsent: Uint8Array = new Uint8Array();

  get length(): number {
    return this.#unsent.length;
  }

  put(bytes: Uint8Array): void {
    this.#unsent = Uint8Array.from(bytes);
  }

  sendTo(socket: Socket): boolean {
    if (this.#unsent.length === 0) return true;
    const sent = socket.trySend(this.#unsent);
    if (!wouldBlock(sent)) this.#unsent = this.#unsent.subarray(sent);
    return this.#unsent.length === 0;
  }
}
