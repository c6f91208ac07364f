/**
 * The upper-case server of `upper-lossy.ts` with its bugs mended: every byte comes back, whatever
 * the clients do, and no client can end the service for the others.
 */
import { program, type Socket, SystemError, select, WouldBlockError } from 'would-block';
import { listen, newcomers } from './listening.ts';
import { remove, type UpperSettings, upperCase, upperSettings } from './upper-lossy.ts';

// #region serve
interface Server {
  readonly readers: Socket[];
  readonly writers: Socket[];
  readonly replies: Map<Socket, Uint8Array>;
  readonly chunkBytes: number;
  gone: number;
}

export function upper(settings: UpperSettings): void {
  const listener = listen(settings.port, settings.sendBufferBytes);
  const server: Server = {
    readers: [listener],
    writers: [],
    replies: new Map(),
    chunkBytes: settings.chunkBytes,
    gone: 0,
  };
  while (server.gone < settings.clients) {
    const readers = server.readers.filter((socket) => owed(server, socket) < 65_536);
    const [readable, writable] = select(readers, server.writers);
    if (settings.pauseMs > 0) select([], [], [], settings.pauseMs);
    for (const socket of readable) {
      if (socket === listener) server.readers.push(...newcomers(listener));
      else attempt(server, socket, receive);
    }
    for (const socket of writable) attempt(server, socket, reply);
  }
  listener.close();
}

/** How many bytes wait to be sent to a client. */
function owed(server: Server, socket: Socket): number {
  return server.replies.get(socket)?.length ?? 0;
}
// #endregion

// #region receive
function receive(server: Server, socket: Socket): void {
  const chunk = socket.recv(server.chunkBytes);
  if (chunk.length === 0) {
    remove(server.readers, socket);
    if (!server.replies.has(socket)) drop(server, socket);
    return;
  }
  const unsent = server.replies.get(socket) ?? new Uint8Array();
  server.replies.set(socket, Buffer.concat([unsent, upperCase(chunk)]));
  if (!server.writers.includes(socket)) server.writers.push(socket);
}
// #endregion

// #region reply
function reply(server: Server, socket: Socket): void {
  const bytes = server.replies.get(socket);
  if (bytes === undefined) return; // the client was dropped in this very round
  const rest = bytes.subarray(socket.send(bytes));
  if (rest.length > 0) {
    server.replies.set(socket, rest);
    return;
  }
  server.replies.delete(socket);
  remove(server.writers, socket);
  if (!server.readers.includes(socket)) drop(server, socket);
}
// #endregion

// #region drop
function drop(server: Server, socket: Socket): void {
  remove(server.readers, socket);
  remove(server.writers, socket);
  server.replies.delete(socket);
  socket.close();
  server.gone += 1;
}
// #endregion

// #region attempt
function attempt(server: Server, socket: Socket, step: typeof receive): void {
  try {
    step(server, socket);
  } catch (error) {
    if (error instanceof WouldBlockError) return; // select() was wrong, for once
    if (!(error instanceof SystemError)) throw error;
    drop(server, socket);
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends back in capitals what its clients send.',
  settings: upperSettings,
  main: upper,
});
// #endregion
