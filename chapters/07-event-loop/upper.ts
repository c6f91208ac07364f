/**
 * The upper-case server once more, on the loop: a task that accepts, and a task for each client.
 */
import {
  currentKernel,
  FD_SETSIZE,
  print,
  program,
  type Socket,
  SystemError,
} from 'would-block';
import { run, type Task } from './loop.ts';
import { sendAll } from './main.ts';
import { listen, settings, upperCase } from './upper-blocking.ts';

// #region serve
export function serve({ port, clients }: { port: number; clients: number }): void {
  const tasks = new Set<Task>();
  tasks.add(accept(listen(port), clients, tasks));
  run(tasks, (error) => {
    if (!(error instanceof SystemError)) throw error;
    print(`a client broke off: ${error.message}`);
  });
}

function* accept(listener: Socket, clients: number, tasks: Set<Task>): Task {
  listener.setBlocking(false);
  for (let accepted = 0; accepted < clients; ) {
    yield { readable: listener };
    try {
      const client = listener.tryAccept();
      if (client === undefined) continue;
      accepted += 1;
      if (client.fileno() < FD_SETSIZE) tasks.add(converse(client));
      else turnAway(client);
    } catch (error) {
      if (!(error instanceof SystemError && error.code === 'EMFILE')) throw error;
      print(`the next client has to wait: ${error.message}`);
      yield { untilMs: currentKernel().monotonicMs() + 500 };
    }
  }
  listener.close();
}

function turnAway(client: Socket): void {
  print(`a client is turned away: select() cannot watch descriptor ${client.fileno()}`);
  client.close();
}
// #endregion

// #region converse
function* converse(client: Socket): Task {
  try {
    client.setBlocking(false);
    for (let data = yield* recv(client); data.length > 0; data = yield* recv(client)) {
      yield* sendAll(client, upperCase(data));
    }
  } finally {
    client.close();
  }
}
// #endregion

// #region recv
/** What the client has sent. Empty means that it has ended its stream. */
function* recv(client: Socket): Task<Uint8Array> {
  const buffer = new Uint8Array(1024);
  for (;;) {
    yield { readable: client };
    const length = client.tryRecvInto(buffer);
    if (length >= 0) return buffer.subarray(0, length);
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends back in capitals what its clients send, with a task for each.',
  settings,
  main: serve,
});
// #endregion
