/**
 * An upper-case server that asks everybody, all the time, built as the article builds it. Its bugs are
 * here on purpose. `server.ts` has them mended.
 */
import { type Socket, SystemError, wouldBlock } from 'would-block';
import { upperCase } from './listening.ts';

// #region server
/** What the server keeps from one round to the next. */
export interface Server {
  readonly listener: Socket;
  readonly clients: Socket[];
  readonly replies: { socket: Socket; bytes: Uint8Array }[];
  /** How many system calls it has made. */
  calls: number;
}

export function open(listener: Socket): Server {
  return { listener, clients: [], replies: [], calls: 0 };
}
// #endregion

// #region round
/** Asks the listener, then each client, then each reply that is due. */
export function round(server: Server): void {
  try {
    accept(server);
    for (const socket of server.clients) receive(server, socket);
    for (const reply of [...server.replies]) send(server, reply);
  } catch (error) {
    // Somebody has hung up. Let us not end for that.
    if (!(error instanceof SystemError)) throw error;
  }
}

function accept(server: Server): void {
  server.calls += 1;
  const socket = server.listener.tryAccept();
  if (socket === undefined) return;
  socket.setBlocking(false);
  server.clients.push(socket);
}

function receive(server: Server, socket: Socket): void {
  const buffer = new Uint8Array(16_384);
  server.calls += 1;
  const bytes = socket.tryRecvInto(buffer);
  if (wouldBlock(bytes) || bytes === 0) return;
  server.replies.push({ socket, bytes: upperCase(buffer.subarray(0, bytes)) });
}

function send(server: Server, reply: Server['replies'][number]): void {
  server.calls += 1;
  const sent = reply.socket.trySend(reply.bytes);
  if (wouldBlock(sent)) return;
  server.replies.splice(server.replies.indexOf(reply), 1);
}
// #endregion
