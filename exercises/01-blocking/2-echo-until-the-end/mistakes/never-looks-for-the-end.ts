/**
 * Receives and sends for ever: at the end recv() returns nothing, at once, as often as it is asked.
 *
 * @diagnosis Your loop has no end. When the client has ended its stream, recv() returns no bytes,
 * at once, every time that you ask.
 */
import type { Socket } from 'would-block';

export function echoOne(listener: Socket): number {
  const connection = listener.accept();
  for (;;) {
    const data = connection.recv(1024);
    connection.sendAll(data);
  }
}
