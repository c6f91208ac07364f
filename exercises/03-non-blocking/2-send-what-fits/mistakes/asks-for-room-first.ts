/**
 * Asks whether there is room before each send(), and leaves the rest if there is none.
 *
 * @diagnosis Your function asks whether there is room before it calls send(), and stops at a "no" that is not send()'s. A
 * socket is called writable while it has much room; send() takes what there is, down to the last byte. Whose "no" counts?
 */
import { type Socket, select } from 'would-block';

/**
 * Sends as much of `data` as the kernel takes without waiting, and returns the rest. Throws
 * SystemError if the connection is broken.
 */
export function sendWhatFits(socket: Socket, data: Uint8Array): Uint8Array {
  let rest = data;
  while (rest.length > 0) {
    const [, writable] = select([], [socket], [], 0);
    if (writable.length === 0) break;
    rest = rest.subarray(socket.send(rest));
  }
  return rest;
}
