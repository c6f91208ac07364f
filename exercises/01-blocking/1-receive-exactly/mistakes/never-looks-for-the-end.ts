/**
 * Loops, but does not look for the end: at the end recv() returns nothing, at once, for ever.
 *
 * @diagnosis The end of the stream is taken for "nothing yet". recv() on a blocking socket never
 * returns zero bytes for that: it would sleep. Zero means that no more will come.
 */
import type { Socket } from 'would-block';

/** The stream ended in the middle of a message. */
export class UnexpectedEndError extends Error {
  override readonly name = 'UnexpectedEndError';
  readonly received: number;

  constructor(received: number, count: number) {
    super(`the stream ended after ${received} of ${count} bytes`);
    this.received = received;
  }
}

export function receiveExactly(socket: Socket, count: number): Uint8Array {
  const message = new Uint8Array(count);
  let received = 0;
  while (received < count) {
    received += socket.recvInto(message.subarray(received));
  }
  return message;
}
