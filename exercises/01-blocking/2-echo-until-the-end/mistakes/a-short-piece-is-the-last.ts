/**
 * Takes a piece that does not fill the array for the last one.
 *
 * @diagnosis You stop at the first piece that does not fill your array. It was short because no more
 * had arrived yet. recv() has a sign of its own for the end.
 */
import type { Socket } from 'would-block';

export function echoOne(listener: Socket): number {
  const connection = listener.accept();
  try {
    let bytes = 0;
    for (;;) {
      const data = connection.recv(1024);
      connection.sendAll(data);
      bytes += data.length;
      if (data.length < 1024) return bytes;
    }
  } finally {
    connection.close();
  }
}
