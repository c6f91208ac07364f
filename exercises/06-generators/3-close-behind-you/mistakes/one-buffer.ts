/**
 * Receives all pieces into one array, and hands out views of it.
 *
 * @diagnosis All pieces are views of one array, and each call of recvInto() writes over those before it. That is fast, and right only if the
 * consumer is done with a piece before it asks for the next.
 */
import type { Socket } from 'would-block';

export function* received(socket: Socket): Generator<Uint8Array, void, void> {
  const buffer = new Uint8Array(4096);
  try {
    for (;;) {
      const bytes = socket.recvInto(buffer);
      if (bytes === 0) return;
      yield buffer.subarray(0, bytes);
    }
  } finally {
    socket.close();
  }
}
