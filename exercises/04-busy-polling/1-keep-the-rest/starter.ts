import type { Socket } from 'would-block';

/** What a client is owed: bytes that wait to be sent, the oldest first. */
export class Outbox {
  #unsent: Uint8Array = new Uint8Array();

  /** How many bytes wait. */
  get length(): number {
    return this.#unsent.length;
  }

  /** Puts bytes behind those that wait. The array remains the caller's. */
  put(bytes: Uint8Array): void {
    this.#unsent = bytes;
  }

  /** Offers the kernel what waits, once. Answers whether all is sent. Throws SystemError. */
  sendTo(socket: Socket): boolean {
    socket.send(this.#unsent);
    this.#unsent = new Uint8Array();
    return true;
  }
}
