/**
 * Lets the refusal through as an exception, as the chapter's second client does.
 *
 * @diagnosis You let EAGAIN through as an exception. With it goes the only count of what was sent, and
 * the caller cannot tell what is left.
 */
import type { Socket } from 'would-block';

export function sendWhatFits(socket: Socket, data: Uint8Array): Uint8Array {
  let rest = data;
  while (rest.length > 0) rest = rest.subarray(socket.send(rest));
  return rest;
}
