/**
 * Closes at the end and on an error, and forgets the consumer that leaves.
 *
 * @diagnosis The end and errors are thought of. But a consumer that leaves is neither: the generator is ended at its yield, as by a return, and
 * that runs no catch.
 */
import type { Socket } from 'would-block';

export function* received(socket: Socket): Generator<Uint8Array, void, void> {
  try {
    for (;;) {
      const piece = socket.recv(4096);
      if (piece.length === 0) break;
      yield piece;
    }
  } catch (error) {
    socket.close();
    throw error;
  }
  socket.close();
}
