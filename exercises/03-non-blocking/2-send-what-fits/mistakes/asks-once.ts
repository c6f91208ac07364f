/**
 * Calls send() once.
 *
 * @diagnosis You stop before the kernel has refused. When send() has taken a part, there may be room for
 * more. Go on until all is sent or it refuses.
 */
import type { Socket } from 'would-block';

export function sendWhatFits(socket: Socket, data: Uint8Array): Uint8Array {
  const sent = socket.trySend(data);
  return sent < 0 ? data : data.subarray(sent);
}
