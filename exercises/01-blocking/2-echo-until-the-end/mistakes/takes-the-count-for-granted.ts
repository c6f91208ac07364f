/**
 * Does not look at what send() returns.
 *
 * @diagnosis You do not look at the number that send() returns. It is nearly always all of it, and
 * when a signal comes in the middle it is less: the rest of that piece is lost.
 */
import type { Socket } from 'would-block';

export function echoOne(listener: Socket): number {
  const connection = listener.accept();
  try {
    let bytes = 0;
    let data = connection.recv(1024);
    while (data.length > 0) {
      connection.send(data);
      bytes += data.length;
      data = connection.recv(1024);
    }
    return bytes;
  } finally {
    connection.close();
  }
}
