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

/** Receives exactly `count` bytes, waiting as long as it takes. Throws UnexpectedEndError. */
export function receiveExactly(socket: Socket, count: number): Uint8Array {
  return socket.recv(count);
}
