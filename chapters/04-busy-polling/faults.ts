/**
 * The faults of `server-lossy.ts`, one after the other, and `server.ts` in the same situations. The servers and
 * their clients are all in this program, which lets a server do a round whenever it is its turn.
 */
import {
  type InternetAddress,
  portNumber,
  print,
  program,
  SO_LINGER,
  SO_RCVBUF,
  SOL_SOCKET,
  Socket,
  wouldBlock,
} from 'would-block';
import { listen } from './listening.ts';
import * as mended from './server.ts';
import * as lossy from './server-lossy.ts';

// #region stage
/** A server that does a round when it is told to. */
interface Stage {
  connect(): Socket;
  rounds(count: number): void;
  calls(): number;
  close(): void;
}

/** A server whose connections have small buffers, so that they are soon full. */
function stage<Server extends { calls: number }>(
  { open, round }: { open(listener: Socket): Server; round(server: Server): unknown },
  port: number,
): Stage {
  const listener = listen(port, 4096);
  const address = listener.getsockname() as InternetAddress;
  const server = open(listener);
  return {
    connect() {
      const socket = new Socket();
      socket.setsockopt(SOL_SOCKET, SO_RCVBUF, 4096);
      socket.connect(address);
      socket.setBlocking(false);
      return socket;
    },
    rounds(count) {
      for (let done = 0; done < count; done += 1) round(server);
    },
    calls: () => server.calls,
    close: () => listener.close(),
  };
}
// #endregion

// #region faults
export function faults({ port }: { port: number }): void {
  for (const name of ['lossy', 'mended'] as const) {
    print(`${name}:`);
    for (const fault of [hearsSlowly, leaves, breaksOff]) {
      const where = name === 'lossy' ? stage(lossy, port) : stage(mended, port);
      fault(where);
      where.close();
    }
  }
}
// #endregion

// #region tail
/** A client that sends large pieces, and takes what comes back in small ones. */
function hearsSlowly({ connect, rounds }: Stage): void {
  const client = connect();
  let said = 0;
  let heard = 0;
  for (let turn = 0; turn < 40; turn += 1) {
    const sent = client.trySend(new Uint8Array(16_384));
    if (!wouldBlock(sent)) said += sent;
    rounds(1);
    heard += drain(client, 1024);
  }
  for (let silent = 0; silent < 100; silent += 1) {
    rounds(1);
    const bytes = drain(client, 16_384);
    if (bytes > 0) silent = 0;
    heard += bytes;
  }
  client.close();
  print(`  a slow listener: ${said - heard} of ${said} bytes are lost`);
}

/** Receives once what is there, and answers how much that was. */
function drain(socket: Socket, most: number): number {
  return Math.max(0, socket.tryRecvInto(new Uint8Array(most)));
}
// #endregion

// #region leaves
/** Three clients that say goodbye as they should. */
function leaves({ connect, rounds, calls }: Stage): void {
  const clients = [connect(), connect(), connect()];
  rounds(1000);
  for (const client of clients) client.close();
  rounds(1000);
  const before = calls();
  rounds(100);
  print(`  three have gone: ${calls() - before} system calls in 100 rounds`);
}
// #endregion

// #region breaks
/** One client that breaks off while it is owed something, and one behind it that does not. */
function breaksOff({ connect, rounds }: Stage): void {
  const rude = connect();
  const polite = connect();
  for (let turn = 0; turn < 200; turn += 1) {
    rude.trySend(new Uint8Array(16_384));
    rounds(1);
  }
  // With SO_LINGER on and no time to linger, close() throws the connection away: socket(7).
  rude.setsockopt(SOL_SOCKET, SO_LINGER, [1, 0]);
  rude.close();
  polite.send(new TextEncoder().encode('hello?'));
  rounds(1000);
  const bytes = drain(polite, 100);
  polite.close();
  print(
    `  behind one that broke off: "hello?" got ${bytes} bytes of reply in 1000 rounds`,
  );
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Shows three faults of the article’s server, and the same with them mended.',
  settings: { port: portNumber(0) },
  main: faults,
});
// #endregion
