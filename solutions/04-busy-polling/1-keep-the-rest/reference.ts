import { type Socket, wouldBlock } from 'would-block';

/** What a client is owed: bytes that wait to be sent, the oldest first. */
export class Outbox {
  #unsent: Uint8Array = new Uint8Array();

  /** How many bytes wait. */
  get length(): number {
    return this.#unsent.length;
  }

  /** Puts bytes behind those that wait. The array remains the caller's. */
  put(bytes: Uint8Array): void {
    this.#unsent = Buffer.concat([this.#unsent, bytes]);
  }

  /** Offers the kernel what waits, once. Answers whether all is sent. Throws SystemError. */
  sendTo(socket: Socket): boolean {
    if (this.#unsent.length === 0) return true;
    const sent = socket.trySend(this.#unsent);
    if (!wouldBlock(sent)) this.#unsent = this.#unsent.subarray(sent);
    return this.#unsent.length === 0;
  }
}
