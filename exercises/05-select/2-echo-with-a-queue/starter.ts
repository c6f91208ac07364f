import { type Socket, select } from 'would-block';

/**
 * Sends back to each client what that client sends, and returns when `clients` of them have come
 * and gone. `listener` is non-blocking. No client is ever owed more than `queueBytes`.
 */
export function echo(listener: Socket, clients: number, queueBytes: number): void {
  const connections = new Set<Socket>();
  for (let gone = 0; gone < clients; ) {
    const [readable] = select([listener, ...connections], []);
    for (const socket of readable) {
      if (socket === listener) {
        connections.add(listener.accept());
        continue;
      }
      const chunk = socket.recv(Math.min(16_384, queueBytes));
      if (chunk.length > 0) {
        socket.send(chunk);
      } else {
        connections.delete(socket);
        socket.close();
        gone += 1;
      }
    }
  }
}
