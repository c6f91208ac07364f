import type { Socket } from 'would-block';

/**
 * Sends as much of `data` as the kernel takes without waiting, and returns the rest. Throws
 * SystemError if the connection is broken.
 */
export function sendWhatFits(socket: Socket, data: Uint8Array): Uint8Array {
  socket.send(data);
  return data.subarray(data.length);
}
