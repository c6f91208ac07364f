/**
 * Takes an error for the end.
 *
 * @diagnosis An error of recv() is caught, and the consumer takes a broken connection for the end of the stream. What was sent is
 * cut short, and nobody knows.
 */
import type { Socket } from 'would-block';

export function* received(socket: Socket): Generator<Uint8Array, void, void> {
  try {
    for (;;) {
      const piece = socket.recv(4096);
      if (piece.length === 0) return;
      yield piece;
    }
  } catch {
    return;
  } finally {
    socket.close();
  }
}
