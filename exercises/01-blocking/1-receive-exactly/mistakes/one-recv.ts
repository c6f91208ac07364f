/**
 * One recv(), as if TCP had messages. The starter does the same.
 *
 * @diagnosis Your function returns what the first recv() brings. recv() answers with what has
 * arrived, not with what you asked for: TCP is a stream and has no messages.
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
  const buffer = new Uint8Array(count);
  const bytes = socket.recvInto(buffer);
  return buffer.subarray(0, bytes);
}
