/**
 * The server of `server-lossy.ts` with its bugs mended: every byte comes back, whoever has gone
 * is let go, and no client can spoil a round for the others. It still asks everybody, all the time.
 */
import {
  count,
  portNumber,
  print,
  program,
  type Socket,
  SystemError,
  select,
  wouldBlock,
} from 'would-block';
import { announce, listen, upperCase } from './listening.ts';

// #region server
/** What the server keeps of a client from one round to the next. */
interface Client {
  readonly socket: Socket;
  /** What it is owed. */
  unsent: Uint8Array;
  /** Whether it has sent all that it will. */
  ended: boolean;
}

export interface Server {
  readonly listener: Socket;
  readonly clients: Set<Client>;
  /** How many system calls it has made, and how many of them brought something. */
  calls: number;
  useful: number;
  /** How many clients have come and gone. */
  gone: number;
  /** Whether there was no descriptor for the client that came last. */
  isFull: boolean;
}

export function open(listener: Socket): Server {
  return { listener, clients: new Set(), calls: 0, useful: 0, gone: 0, isFull: false };
}
// #endregion

// #region round
/** Asks the listener, then each client. Answers whether anything came of it. */
export function round(server: Server): boolean {
  const before = server.useful;
  accept(server);
  for (const client of server.clients) {
    try {
      if (!client.ended && client.unsent.length < 65_536) receive(server, client);
      if (client.unsent.length > 0) send(server, client);
      if (client.ended && client.unsent.length === 0) drop(server, client);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      drop(server, client);
    }
  }
  return server.useful > before;
}

function accept(server: Server): void {
  server.calls += 1;
  try {
    const socket = server.listener.tryAccept();
    if (socket === undefined) return;
    server.useful += 1;
    server.isFull = false;
    socket.setBlocking(false);
    server.clients.add({ socket, unsent: new Uint8Array(), ended: false });
  } catch (error) {
    if (!(error instanceof SystemError && error.code === 'EMFILE')) throw error;
    if (!server.isFull)
      print(`a client has to wait until another goes: ${error.message}`);
    server.isFull = true;
  }
}

function receive(server: Server, client: Client): void {
  const buffer = new Uint8Array(16_384);
  server.calls += 1;
  const bytes = client.socket.tryRecvInto(buffer);
  if (wouldBlock(bytes)) return;
  server.useful += 1;
  client.ended = bytes === 0;
  client.unsent = Buffer.concat([client.unsent, upperCase(buffer.subarray(0, bytes))]);
}

function send(server: Server, client: Client): void {
  server.calls += 1;
  const sent = client.socket.trySend(client.unsent);
  if (wouldBlock(sent)) return;
  server.useful += 1;
  client.unsent = client.unsent.subarray(sent);
}

function drop(server: Server, client: Client): void {
  client.socket.close();
  server.clients.delete(client);
  server.gone += 1;
}
// #endregion

// #region serve
interface ServeSettings {
  port: number;
  clients: number;
  pauseMs: number;
}

export function serve({ port, clients, pauseMs }: ServeSettings): void {
  const listener = listen(port);
  announce(listener);
  const server = open(listener);
  let cpuBefore = process.cpuUsage();
  let started = performance.now();
  while (server.gone < clients) {
    const isIdle = !round(server);
    if (server.clients.size + server.gone === 0) {
      // Nobody has come yet. Their coming is not part of the bill.
      server.calls = 0;
      cpuBefore = process.cpuUsage();
      started = performance.now();
    }
    if (isIdle && pauseMs > 0) select([], [], [], pauseMs);
  }
  listener.close();
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuMs = (user + system) / 1000;
  const tookMs = performance.now() - started;
  print(`${server.calls} system calls, of which ${server.useful} brought something`);
  print(`${cpuMs.toFixed()} of ${tookMs.toFixed()} ms on the processor`);
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends back in capitals what its clients send, and asks for it all the time.',
  settings: {
    port: portNumber(1234),
    clients: count(Number.POSITIVE_INFINITY, 'end after so many clients'),
    pauseMs: count(0, 'sleep for so many ms after a round that brought nothing', 0),
  },
  main: serve,
});
// #endregion
