/**
 * Throws away what send() did not take.
 *
 * @diagnosis send() took a part, and the rest of the reply was thrown away with it. Its return value says how many bytes are no longer yours to keep.
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
    if (this.#unsent.length === 0) return true;
    const sent = socket.trySend(this.#unsent);
    if (wouldBlock(sent)) return false;
    this.#unsent = new Uint8Array();
    return true;
  }
}
