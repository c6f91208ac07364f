/**
 * Closes after the loop, which only the end of the stream gets to.
 *
 * @diagnosis The close() after the loop is run when the stream has ended, and in no other case: a consumer that leaves and an error of
 * recv() both go past it.
 */
import type { Socket } from 'would-block';

export function* received(socket: Socket): Generator<Uint8Array, void, void> {
  for (;;) {
    const piece = socket.recv(4096);
    if (piece.length === 0) break;
    yield piece;
  }
  socket.close();
}
