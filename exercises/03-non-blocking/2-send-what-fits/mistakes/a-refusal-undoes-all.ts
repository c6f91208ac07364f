/**
 * Returns all of the data when the kernel refuses, whatever it took before.
 *
 * @diagnosis When the kernel refuses, you return everything as the rest, and the calls before took
 * some of it. Those bytes are sent again.
 */
import { type Socket, WouldBlockError } from 'would-block';

export function sendWhatFits(socket: Socket, data: Uint8Array): Uint8Array {
  try {
    let sent = 0;
    while (sent < data.length) sent += socket.send(data.subarray(sent));
    return data.subarray(sent);
  } catch (error) {
    if (error instanceof WouldBlockError) return data;
    throw error;
  }
}
