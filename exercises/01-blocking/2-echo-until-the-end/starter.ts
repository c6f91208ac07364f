import type { Socket } from 'would-block';

/**
 * Accepts one client, sends back what it sends until it ends its stream, and closes the connection.
 * Returns the number of bytes. Throws SystemError if the connection breaks.
 */
export function echoOne(listener: Socket): number {
  const connection = listener.accept();
  const data = connection.recv(1024);
  connection.send(data);
  connection.close();
  return data.length;
}
