/**
 * Calls send() once.
 *
 * @diagnosis When send() has taken a part, you stop. There may be room for more: it has not refused. Go on
 * until all is sent or it refuses.
 */
import type { Socket } from 'would-block';

export function sendWhatFits(socket: Socket, data: Uint8Array): Uint8Array {
  const sent = socket.trySend(data);
  return sent < 0 ? data : data.subarray(sent);
}
