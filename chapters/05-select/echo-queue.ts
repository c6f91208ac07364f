/**
 * An echo server on select(): one thread, many clients, and for each client a queue of what has
 * not been sent back yet.
 */
import {
  count,
  portNumber,
  print,
  program,
  type Socket,
  SystemError,
  select,
  WouldBlockError,
} from 'would-block';
import { listen, newcomers } from './listening.ts';

// #region serve
interface EchoSettings {
  port: number;
  clients: number;
  queueBytes: number;
}

export function echo({ port, clients, queueBytes }: EchoSettings): void {
  const listener = listen(port);
  const connections = new Map<Socket, Connection>();
  let longest = 0;
  for (let gone = 0; gone < clients; ) {
    const readers = [listener];
    const writers: Socket[] = [];
    for (const [socket, { ended, queuedBytes }] of connections) {
      if (!ended && queuedBytes < queueBytes) readers.push(socket);
      if (queuedBytes > 0) writers.push(socket);
      longest = Math.max(longest, queuedBytes);
    }
    const [readable, writable] = select(readers, writers);
    for (const socket of readable) {
      if (socket === listener) welcome(newcomers(listener), connections);
      else attempt(receive, socket, connections);
    }
    for (const socket of writable) attempt(sendOldest, socket, connections);
    gone += closeFinished(connections);
  }
  print(`the longest queue held ${longest} bytes`);
  listener.close();
}
// #endregion

// #region connection
/** What the server must remember of a client from one round to the next. */
interface Connection {
  /** What has not been sent back yet, the oldest first. */
  readonly queue: Uint8Array[];
  queuedBytes: number;
  /** Whether the client has sent all that it will. */
  ended: boolean;
}

function welcome(sockets: Socket[], connections: Map<Socket, Connection>): void {
  for (const socket of sockets) {
    connections.set(socket, { queue: [], queuedBytes: 0, ended: false });
  }
}
// #endregion

// #region receive
function receive(socket: Socket, connection: Connection): void {
  const chunk = socket.recv(1024);
  if (chunk.length === 0) {
    connection.ended = true;
    return;
  }
  connection.queue.push(chunk);
  connection.queuedBytes += chunk.length;
}
// #endregion

// #region send
function sendOldest(socket: Socket, connection: Connection): void {
  const [oldest] = connection.queue;
  if (oldest === undefined) return;
  const sent = socket.send(oldest);
  if (sent < oldest.length) connection.queue[0] = oldest.subarray(sent);
  else connection.queue.shift();
  connection.queuedBytes -= sent;
}
// #endregion

// #region close
function closeFinished(connections: Map<Socket, Connection>): number {
  let closed = 0;
  for (const [socket, { ended, queuedBytes }] of connections) {
    if (!ended || queuedBytes > 0) continue;
    socket.close();
    connections.delete(socket);
    closed += 1;
  }
  return closed;
}
// #endregion

// #region attempt
function attempt(
  step: typeof receive,
  socket: Socket,
  connections: Map<Socket, Connection>,
): void {
  const connection = connections.get(socket) as Connection;
  try {
    step(socket, connection);
  } catch (error) {
    if (error instanceof WouldBlockError) return; // select() was wrong, for once
    if (!(error instanceof SystemError)) throw error;
    print(`a client broke off: ${error.message}`);
    connection.ended = true;
    connection.queue.length = 0;
    connection.queuedBytes = 0;
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends back to each of its clients what that client sends.',
  settings: {
    port: portNumber(1234),
    clients: count(Number.POSITIVE_INFINITY, 'end after so many clients'),
    queueBytes: count(65_536, 'read no more from a client with so many bytes queued'),
  },
  main: echo,
});
// #endregion
