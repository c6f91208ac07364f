import type { Socket } from 'would-block';

/**
 * Sends as much of `data` as the kernel takes without waiting, and returns the rest. Throws
 * SystemError if the connection is broken.
 */
export function sendWhatFits(socket: Socket, data: Uint8Array): Uint8Array {
  let rest = data;
  while (rest.length > 0) {
    const sent = socket.trySend(rest);
    if (sent < 0) break;
    rest = rest.subarray(sent);
  }
  return rest;
}
