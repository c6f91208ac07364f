/**
 * A server that starts a thread for each connection. The thread sleeps in recv() for as long as its
 * client has nothing to say, and holds up nobody.
 */
import { count, portNumber, print, program } from 'would-block';
import { startThread } from 'would-block/threads';
import { listen, noThread, Reception } from './reception.ts';

// #region threads
interface ThreadsSettings {
  port: number;
  clients: number;
  most: number;
}

export function threads({ port, clients, most }: ThreadsSettings): void {
  const listener = listen(port);
  const reception = new Reception(listener, clients);
  let alive = 0;
  let mostAlive = 0;

  const acceptThread = new URL('accept-thread.ts', import.meta.url);
  const taken = new Int32Array(new SharedArrayBuffer(4));
  const acceptor = startThread(acceptThread, { fd: listener.fileno(), taken });
  acceptor.on('error', (error) => noThread('nobody is accepted', error));
  acceptor.on('message', (fd: number) => {
    Atomics.add(taken, 0, 1);
    Atomics.notify(taken, 0);
    const isWelcome = reception.opened(fd);
    if (isWelcome && alive === most)
      print(`${alive} threads are enough: a client must go`);
    if (!isWelcome || alive === most) {
      reception.done(fd);
      return;
    }
    alive += 1;
    mostAlive = Math.max(mostAlive, alive);
    const converseThread = new URL('converse-thread.ts', import.meta.url);
    const thread = startThread(converseThread, fd);
    thread.on('error', (error) => noThread('a client is sent away', error));
    thread.on('exit', () => {
      alive -= 1;
      reception.done(fd);
    });
  });
  process.on('exit', () => print(`at most ${mostAlive} threads at once; all have ended`));
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends back in capitals what its clients send, with a thread for each.',
  settings: {
    port: portNumber(1234),
    clients: count(Number.POSITIVE_INFINITY, 'end after so many clients'),
    most: count(500, 'have no more threads at once than this'),
  },
  main: threads,
});
// #endregion
