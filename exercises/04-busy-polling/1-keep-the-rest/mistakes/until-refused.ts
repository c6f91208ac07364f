/**
 * Sends on until the kernel refuses.
 *
 * @diagnosis It goes on after a part has been taken, until it is refused: more than one call a turn, while the others wait for theirs.
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
      if (wouldBlock(sent)) return false;
      this.#unsent = this.#unsent.subarray(sent);
    }
    return true;
  }
}
