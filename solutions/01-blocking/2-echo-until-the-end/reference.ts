import type { Socket } from 'would-block';

/**
 * Accepts one client, sends back what it sends until it ends its stream, and closes the connection.
 * Returns the number of bytes. Throws SystemError if the connection breaks.
 */
export function echoOne(listener: Socket): number {
  const connection = listener.accept();
  try {
    let bytes = 0;
    let data = connection.recv(16_384);
    while (data.length > 0) {
      for (let rest = data; rest.length > 0; )
        rest = rest.subarray(connection.send(rest));
      bytes += data.length;
      data = connection.recv(16_384);
    }
    return bytes;
  } finally {
    connection.close();
  }
}
