/**
 * Receives into one buffer, and sends all of the buffer back.
 *
 * @diagnosis You send the whole buffer back, whatever recvInto() has put into it: bytes that nobody
 * sent. Send as many as it returned.
 */
import type { Socket } from 'would-block';

export function echoOne(listener: Socket): number {
  const connection = listener.accept();
  try {
    const buffer = new Uint8Array(1024);
    let bytes = 0;
    let received = connection.recvInto(buffer);
    while (received > 0) {
      connection.sendAll(buffer);
      bytes += received;
      received = connection.recvInto(buffer);
    }
    return bytes;
  } finally {
    connection.close();
  }
}
