/**
 * Calls recv() before it asks whether anything is missing.
 *
 * @diagnosis recv() is called even when nothing is missing. A message of no bytes is complete
 * before the first call: test first, then receive.
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
  do {
    const bytes = socket.recvInto(message.subarray(received));
    if (bytes === 0) throw new UnexpectedEndError(received, count);
    received += bytes;
  } while (received < count);
  return message;
}
