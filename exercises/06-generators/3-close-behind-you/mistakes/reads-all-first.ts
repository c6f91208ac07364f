/**
 * Receives the whole stream before it hands anything over.
 *
 * @diagnosis It receives until the stream ends, and only then yields the first piece. A consumer that wants to leave after it never gets
 * the chance, if the other side goes on or says nothing more.
 */
import type { Socket } from 'would-block';

export function* received(socket: Socket): Generator<Uint8Array, void, void> {
  const pieces: Uint8Array[] = [];
  try {
    for (;;) {
      const piece = socket.recv(4096);
      if (piece.length === 0) break;
      pieces.push(piece);
    }
  } finally {
    socket.close();
  }
  yield* pieces;
}
