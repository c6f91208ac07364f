/**
 * Takes a chunk off the queue as soon as it has been offered, however much of it was taken.
 *
 * @diagnosis A chunk is forgotten once it was handed to send(), and send() may take only a part of
 * it. Keep what it did not take at the head of the queue.
 */
import { type Socket, SystemError, select, WouldBlockError } from 'would-block';

/** What the server must remember of a client from one round to the next. */
interface Client {
  readonly socket: Socket;
  /** What has been received and not yet sent back, the oldest first. */
  readonly queue: Uint8Array[];
  /** How much more the queue may take. */
  roomBytes: number;
  /** Whether it has sent all that it will. */
  ended: boolean;
}

/**
 * Sends back to each client what that client sends, and returns when `clients` of them have come
 * and gone. `listener` is non-blocking. No client is ever owed more than `queueBytes`.
 */
export function echo(listener: Socket, clients: number, queueBytes: number): void {
  const connected = new Map<Socket, Client>();
  for (let gone = 0; gone < clients; ) {
    const all = [...connected.values()];
    const talkers = all.filter(({ ended, roomBytes }) => !ended && roomBytes > 0);
    const listeners = all.filter(({ queue }) => queue.length > 0);
    const [readable, writable] = select(
      [listener, ...talkers.map(({ socket }) => socket)],
      listeners.map(({ socket }) => socket),
    );
    if (readable.includes(listener)) welcome(listener, connected, queueBytes);
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

function welcome(
  listener: Socket,
  connected: Map<Socket, Client>,
  queueBytes: number,
): void {
  const socket = listener.tryAccept();
  if (socket === undefined) return;
  socket.setBlocking(false);
  connected.set(socket, { socket, queue: [], roomBytes: queueBytes, ended: false });
}

function receive(client: Client): void {
  const chunk = client.socket.recv(Math.min(16_384, client.roomBytes));
  if (chunk.length === 0) {
    client.ended = true;
    return;
  }
  client.queue.push(chunk);
  client.roomBytes -= chunk.length;
}

function sendOldest(client: Client): void {
  const [oldest] = client.queue;
  if (oldest === undefined) return;
  client.socket.send(oldest);
  client.queue.shift();
  client.roomBytes += oldest.length;
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
