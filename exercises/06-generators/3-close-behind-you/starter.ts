import type { Socket } from 'would-block';

/** What arrives at a blocking socket, piece by piece. The socket is closed at the end. */
export function* received(socket: Socket): Generator<Uint8Array, void, void> {
  yield socket.recv(4096);
  socket.close();
}
