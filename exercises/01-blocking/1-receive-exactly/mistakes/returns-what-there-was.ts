/**
 * Treats the end of the stream as the end of the message.
 *
 * @diagnosis A message that was cut short is returned as if it were whole. Whoever called cannot
 * tell; throw UnexpectedEndError when recv() returns nothing before the message is complete.
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
    const bytes = socket.recvInto(message.subarray(received));
    if (bytes === 0) break;
    received += bytes;
  }
  return message.subarray(0, received);
}
