import type { Socket } from 'would-block';

/** What arrives at a blocking socket, piece by piece. The socket is closed at the end. */
export function* received(socket: Socket): Generator<Uint8Array, void, void> {
  try {
    for (;;) {
      const piece = socket.recv(4096);
      if (piece.length === 0) return;
      yield piece;
    }
  } finally {
    socket.close();
  }
}
