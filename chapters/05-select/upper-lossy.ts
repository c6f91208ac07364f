/**
 * An upper-case server on select(), in the shape that tutorials have it: three bugs, kept on
 * purpose, and two counters that say what they cost. `upper.ts` is the same with the bugs mended.
 */
import {
  count,
  formatAddress,
  portNumber,
  print,
  program,
  SO_REUSEADDR,
  SOL_SOCKET,
  Socket,
  select,
} from 'would-block';

// #region serve
interface UpperSettings {
  port: number;
  clients: number;
  chunkBytes: number;
}

export function upper({ port, clients, chunkBytes }: UpperSettings): void {
  const listener = new Socket();
  listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
  listener.bind({ host: '127.0.0.1', port });
  listener.listen();
  print(`listening on ${formatAddress(listener.getsockname())}`);

  const readers = [listener];
  const writers: Socket[] = [];
  const replies = new Map<Socket, Uint8Array>();
  let overwritten = 0;
  let cutOff = 0;
  for (let left = 0; left < clients; ) {
    const [readable, writable] = select(readers, writers);
    for (const socket of readable) {
      if (socket === listener) {
        const client = listener.accept();
        client.setBlocking(false);
        readers.push(client);
        continue;
      }
      const chunk = socket.recv(chunkBytes);
      if (chunk.length === 0) {
        print(`a client has ended: ${overwritten} bytes overwritten, ${cutOff} cut off`);
        remove(readers, socket);
        socket.close();
        left += 1;
        continue;
      }
      overwritten += replies.get(socket)?.length ?? 0;
      replies.set(socket, upperCase(chunk));
      if (!writers.includes(socket)) writers.push(socket);
    }
    for (const socket of writable) {
      const reply = replies.get(socket);
      if (reply) cutOff += reply.length - socket.send(reply);
      replies.delete(socket);
      remove(writers, socket);
    }
  }
  listener.close();
}
// #endregion

function upperCase(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte));
}

function remove(list: Socket[], socket: Socket): void {
  list.splice(list.indexOf(socket), 1);
}

program(import.meta.url, {
  summary: 'upper',
  settings: {
    port: portNumber(1234),
    clients: count(Number.POSITIVE_INFINITY, 'end after so many clients'),
    chunkBytes: count(1024, 'receive at most so many bytes at a time'),
  },
  main: upper,
});
