/**
 * Closes at the end of the function, where an error never comes.
 *
 * @diagnosis Each client that breaks its connection costs your server a descriptor: the exception goes
 * past your close(). Put it where every way out leads through.
 */
import type { Socket } from 'would-block';

export function echoOne(listener: Socket): number {
  const connection = listener.accept();
  let bytes = 0;
  let data = connection.recv(1024);
  while (data.length > 0) {
    connection.sendAll(data);
    bytes += data.length;
    data = connection.recv(1024);
  }
  connection.close();
  return bytes;
}
