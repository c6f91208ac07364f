/**
 * Keeps the caller's array when nothing waits yet.
 *
 * @diagnosis put() keeps an array that it was given, or a view of it, and the server's next recv() writes over it. What is to be sent later has to be copied.
 */
import { type Socket, wouldBlock } from 'would-block';

export class Outbox {
  #unsent: Uint8Array = new Uint8Array();

  get length(): number {
    return this.#unsent.length;
  }

  put(bytes: Uint8Array): void {
    this.#unsent =
      this.#unsent.length === 0 ? bytes : Buffer.concat([this.#unsent, bytes]);
  }

  sendTo(socket: Socket): boolean {
    if (this.#unsent.length === 0) return true;
    const sent = socket.trySend(this.#unsent);
    if (!wouldBlock(sent)) this.#unsent = this.#unsent.subarray(sent);
    return this.#unsent.length === 0;
  }
}
