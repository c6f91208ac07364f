/**
 * Asks for the whole message each time, and so takes the beginning of the next one.
 *
 * @diagnosis Each call of recv() asks for the whole count again, so the last one takes bytes of the
 * next message too. Ask for what is still missing.
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
  const pieces: Uint8Array[] = [];
  let received = 0;
  while (received < count) {
    const piece = socket.recv(count);
    if (piece.length === 0) throw new UnexpectedEndError(received, count);
    pieces.push(piece);
    received += piece.length;
  }
  return Uint8Array.from(pieces.flatMap((piece) => [...piece])).subarray(0, count);
}
