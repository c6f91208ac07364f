/**
 * Receives until the end, and only then begins to send.
 *
 * @diagnosis Your server sends nothing before the client has ended its stream. A client that waits
 * for its echo before it says more waits for you, and you for it. Send back each piece as it comes.
 */
import type { Socket } from 'would-block';

export function echoOne(listener: Socket): number {
  const connection = listener.accept();
  try {
    const pieces: Uint8Array[] = [];
    let data = connection.recv(1024);
    while (data.length > 0) {
      pieces.push(data);
      data = connection.recv(1024);
    }
    const all = Buffer.concat(pieces);
    connection.sendAll(all);
    return all.length;
  } finally {
    connection.close();
  }
}
