/**
 * Asks for room before each send().
 *
 * @diagnosis Your server asks the loop for room before it calls send(), and so each piece of each client waits for one
 * more round, although there nearly always is room. What does send() say if there is none?
 */
import type { Socket } from 'would-block';

/** What a task can wait for; undefined means that it is ready and lets others have a turn. */
export type Wait =
  | { readonly readable: Socket }
  | { readonly writable: Socket }
  | { readonly untilMs: number } // a time of the kernel's clock, monotonicMs()
  | undefined;

export type Task<Result = void> = Generator<Wait, Result, void>;

/** Accepts so many clients, and puts a task into the set for each that sends back what it sends. */
export function* serve(listener: Socket, clients: number, tasks: Set<Task>): Task {
  try {
    listener.setBlocking(false);
    for (let accepted = 0; accepted < clients; ) {
      yield { readable: listener };
      const client = listener.tryAccept();
      if (client === undefined) continue;
      accepted += 1;
      tasks.add(echo(client));
    }
  } finally {
    listener.close();
  }
}

/** Sends back what the client sends, until it has ended its stream. */
function* echo(client: Socket): Task {
  try {
    client.setBlocking(false);
    const buffer = new Uint8Array(16 * 1024);
    for (;;) {
      yield { readable: client };
      const received = client.tryRecvInto(buffer);
      if (received === 0) return;
      if (received > 0) yield* sendAll(client, buffer.subarray(0, received));
    }
  } finally {
    client.close();
  }
}

function* sendAll(socket: Socket, data: Uint8Array): Task {
  let rest = data;
  while (rest.length > 0) {
    yield { writable: socket };
    rest = rest.subarray(Math.max(0, socket.trySend(rest)));
  }
}
