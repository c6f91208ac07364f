/**
 * Adds what trySend() returns to the count, whatever it is.
 *
 * @diagnosis You add the answer of trySend() to your count before you look at its sign. -EAGAIN is -11
 * on Linux, and so the last eleven bytes are sent twice.
 */
import type { Socket } from 'would-block';

export function sendWhatFits(socket: Socket, data: Uint8Array): Uint8Array {
  let total = 0;
  let sent = 0;
  do {
    sent = socket.trySend(data.subarray(total));
    total += sent;
  } while (sent > 0 && total < data.length);
  return data.subarray(Math.max(0, total));
}
