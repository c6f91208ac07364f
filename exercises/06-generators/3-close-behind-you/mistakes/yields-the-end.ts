/**
 * Yields the empty array with which recv() says that the stream has ended.
 *
 * @diagnosis The empty answer of recv() is handed over as if it were a piece. It is the end.
 */
import type { Socket } from 'would-block';

export function* received(socket: Socket): Generator<Uint8Array, void, void> {
  try {
    for (let bytes = 1; bytes > 0; ) {
      const piece = socket.recv(4096);
      bytes = piece.length;
      yield piece;
    }
  } finally {
    socket.close();
  }
}
