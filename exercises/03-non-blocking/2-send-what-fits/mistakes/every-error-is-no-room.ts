/**
 * Takes every exception for "no room".
 *
 * @diagnosis Every exception is taken for would-block. On a broken connection there will never be
 * room, and your caller is told to try again later, for ever.
 */
import type { Socket } from 'would-block';

export function sendWhatFits(socket: Socket, data: Uint8Array): Uint8Array {
  let rest = data;
  try {
    while (rest.length > 0) rest = rest.subarray(socket.send(rest));
  } catch {
    // Later.
  }
  return rest;
}
