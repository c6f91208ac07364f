/**
 * Reads from a client however much it is owed already.
 *
 * @diagnosis Your server reads on from a client that takes nothing, and keeps it all. Watch a
 * client for reading only while it is owed less than queueBytes.
 */
import { type Socket, SystemError, select, WouldBlockError } from 'would-block';

/** What the server must remember of a client from one round to the next. */
interface Client {
  readonly socket: Socket;
  /** What has been received and not yet sent back, the oldest first. */
  readonly queue: Uint8Array[];
  /** Whether it has sent all that it will. */
  ended: boolean;
}

/**
 * Sends back to each client what that client sends, and returns when `clients` of them have come
 * and gone. `listener` is non-blocking. No client is ever owed more than `queueBytes`.
 */
export function echo(listener: Socket, clients: number, _queueBytes: number): void {
  const connected = new Map<Socket, Client>();
  for (let gone = 0; gone < clients; ) {
    const all = [...connected.values()];
    const talkers = all.filter(({ ended }) => !ended);
    const listeners = all.filter(({ queue }) => queue.length > 0);
    const [readable, writable] = select(
      [listener, ...talkers.map(({ socket }) => socket)],
      listeners.map(({ socket }) => socket),
    );
    if (readable.includes(listener)) welcome(listener, connected);
    for (const client of all) {
      if (readable.includes(client.socket)) attempt(receive, client);
      if (writable.includes(client.socket)) attempt(sendOldest, client);
      if (!client.ended || client.queue.length > 0) continue;
      connected.delete(client.socket);
      client.socket.close();
      gone += 1;
    }
  }
}

function welcome(listener: Socket, connected: Map<Socket, Client>): void {
  const socket = listener.tryAccept();
  if (socket === undefined) return;
  socket.setBlocking(false);
  connected.set(socket, { socket, queue: [], ended: false });
}

function receive(client: Client): void {
  const chunk = client.socket.recv(16_384);
  if (chunk.length === 0) {
    client.ended = true;
    return;
  }
  client.queue.push(chunk);
}

function sendOldest(client: Client): void {
  const [oldest] = client.queue;
  if (oldest === undefined) return;
  const sent = client.socket.send(oldest);
  if (sent < oldest.length) client.queue[0] = oldest.subarray(sent);
  else client.queue.shift();
}

function attempt(step: (client: Client) => void, client: Client): void {
  try {
    step(client);
  } catch (error) {
    if (error instanceof WouldBlockError) return; // select() was wrong, for once
    if (!(error instanceof SystemError)) throw error;
    client.ended = true;
    client.queue.length = 0;
  }
}
