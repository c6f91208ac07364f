/**
 * Asks again and again until all is sent, as the chapter's third client does.
 *
 * @diagnosis You ask again at once when the kernel has refused. Until the other side reads, that can
 * only be refused: it is waiting, with the processor at 100 %. Return the rest.
 */
import type { Socket } from 'would-block';

export function sendWhatFits(socket: Socket, data: Uint8Array): Uint8Array {
  let rest = data;
  while (rest.length > 0) {
    const sent = socket.trySend(rest);
    if (sent > 0) rest = rest.subarray(sent);
  }
  return rest;
}
