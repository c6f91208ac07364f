/**
 * An upper-case server on select(), built as tutorials build it. Its bugs are here on purpose,
 * and so are two counters that say what they cost. `upper.ts` has the bugs mended.
 */
import {
  count,
  portNumber,
  print,
  program,
  type Socket,
  SystemError,
  select,
} from 'would-block';
import { listen, newcomers } from './listening.ts';

// #region serve
interface Server {
  readonly readers: Socket[];
  readonly writers: Socket[];
  readonly replies: Map<Socket, Uint8Array>;
  readonly chunkBytes: number;
  gone: number;
  overwritten: number;
  cutOff: number;
}

export function upper(settings: UpperSettings): void {
  const listener = listen(settings.port, settings.sendBufferBytes);
  const server: Server = {
    readers: [listener],
    writers: [],
    replies: new Map(),
    chunkBytes: settings.chunkBytes,
    gone: 0,
    overwritten: 0,
    cutOff: 0,
  };
  while (server.gone < settings.clients) {
    const [readable, writable] = select(server.readers, server.writers);
    if (settings.pauseMs > 0) select([], [], [], settings.pauseMs);
    for (const socket of readable) {
      if (socket === listener) server.readers.push(...newcomers(listener));
      else attempt(server, socket, receive);
    }
    for (const socket of writable) attempt(server, socket, reply);
  }
  print(`${server.overwritten} bytes overwritten, ${server.cutOff} bytes cut off`);
  listener.close();
}
// #endregion

// #region receive
function receive(server: Server, socket: Socket): void {
  const chunk = socket.recv(server.chunkBytes);
  if (chunk.length === 0) {
    drop(server, socket);
    return;
  }
  server.overwritten += server.replies.get(socket)?.length ?? 0;
  server.replies.set(socket, upperCase(chunk));
  if (!server.writers.includes(socket)) server.writers.push(socket);
}
// #endregion

// #region reply
function reply(server: Server, socket: Socket): void {
  const bytes = server.replies.get(socket);
  if (bytes) server.cutOff += bytes.length - socket.send(bytes);
  server.replies.delete(socket);
  remove(server.writers, socket);
}
// #endregion

// #region drop
function drop(server: Server, socket: Socket): void {
  remove(server.readers, socket);
  socket.close();
  server.gone += 1;
}
// #endregion

// #region attempt
function attempt(server: Server, socket: Socket, step: typeof receive): void {
  try {
    step(server, socket);
  } catch (error) {
    if (!(error instanceof SystemError && error.code === 'ECONNRESET')) throw error;
    drop(server, socket);
  }
}
// #endregion

// #region tools
/** Capitals for the letters of ASCII: a chunk may begin or end within a longer character. */
export function upperCase(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte));
}

export function remove(list: Socket[], socket: Socket): void {
  const index = list.indexOf(socket);
  if (index >= 0) list.splice(index, 1);
}
// #endregion

// #region program
export interface UpperSettings {
  port: number;
  clients: number;
  chunkBytes: number;
  sendBufferBytes: number;
  pauseMs: number;
}

export const upperSettings = {
  port: portNumber(1234),
  clients: count(Number.POSITIVE_INFINITY, 'end after so many clients'),
  chunkBytes: count(1024, 'receive at most so many bytes at a time'),
  sendBufferBytes: count(0, 'ask for send buffers of so many bytes', 0),
  pauseMs: count(0, 'do something else for so many ms after each select()', 0),
};

program(import.meta.url, {
  summary: 'Sends back in capitals what its clients send, and loses some of it.',
  settings: upperSettings,
  main: upper,
});
// #endregion
