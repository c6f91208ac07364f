/**
 * Receives one byte a call.
 *
 * @diagnosis Right, and slow: one system call for each byte. Ask for all that is missing; recv()
 * brings as much of it as has arrived.
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
  for (let received = 0; received < count; received++) {
    const bytes = socket.recvInto(message.subarray(received, received + 1));
    if (bytes === 0) throw new UnexpectedEndError(received, count);
  }
  return message;
}
