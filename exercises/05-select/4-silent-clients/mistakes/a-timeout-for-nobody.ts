/**
 * Sleeps for silenceMs at most even if nobody is connected.
 *
 * @diagnosis Nobody is connected, and select() has a timeout all the same. Nothing is due then:
 * Math.min() of nothing is Infinity, and that is how long it may sleep.
 */
import {
  currentKernel,
  type Socket,
  SystemError,
  select,
  WouldBlockError,
} from 'would-block';

/**
 * Counts the bytes that clients say, until `clients` of them have come and gone. Closes a client
 * that has ended, and one that has said nothing for `silenceMs`. `listener` is non-blocking.
 */
export function countBytes(listener: Socket, clients: number, silenceMs: number): number {
  /** The clients, each with the moment when its time is up. */
  const dueMs = new Map<Socket, number>();
  let bytes = 0;
  for (let gone = 0; gone < clients; ) {
    const nearestMs = Math.min(nowMs() + silenceMs, ...dueMs.values());
    const timeoutMs = Math.max(0, nearestMs - nowMs());
    const [readable] = select([listener, ...dueMs.keys()], [], [], timeoutMs);
    for (const socket of readable) {
      if (socket === listener) {
        const connection = listener.tryAccept();
        connection?.setBlocking(false);
        if (connection) dueMs.set(connection, nowMs() + silenceMs);
        continue;
      }
      const count = receive(socket);
      if (count === undefined) continue;
      bytes += count;
      // Who has ended is due at once.
      dueMs.set(socket, count > 0 ? nowMs() + silenceMs : 0);
    }
    for (const [socket, due] of dueMs) {
      if (due > nowMs()) continue;
      dueMs.delete(socket);
      socket.close();
      gone += 1;
    }
  }
  return bytes;
}

function nowMs(): number {
  return currentKernel().monotonicMs();
}

/** How many bytes have come: 0 at the end, broken or not; undefined if select() was wrong. */
function receive(socket: Socket): number | undefined {
  try {
    return socket.recv(16_384).length;
  } catch (error) {
    if (error instanceof WouldBlockError) return undefined;
    if (error instanceof SystemError) return 0;
    throw error;
  }
}
