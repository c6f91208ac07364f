import { currentKernel, type Socket, select } from 'would-block';

/**
 * Counts the bytes that clients say, until `clients` of them have come and gone. Closes a client
 * that has ended, and one that has said nothing for `silenceMs`. `listener` is non-blocking.
 */
export function countBytes(listener: Socket, clients: number, silenceMs: number): number {
  const connections = new Set<Socket>();
  let bytes = 0;
  for (let gone = 0; gone < clients; ) {
    const asleepMs = currentKernel().monotonicMs();
    const [readable] = select([listener, ...connections], [], [], silenceMs);
    const sleptMs = currentKernel().monotonicMs() - asleepMs;
    for (const socket of readable) {
      if (socket === listener) {
        const connection = listener.accept();
        connection.setBlocking(false);
        connections.add(connection);
        continue;
      }
      const { length } = socket.recv(1024);
      bytes += length;
      if (length > 0) continue;
      connections.delete(socket);
      socket.close();
      gone += 1;
    }
    if (sleptMs >= silenceMs) break; // everybody has been silent: and now?
  }
  return bytes;
}
