/**
 * A server with a fixed number of threads. Each accepts a client, serves it to its end, and only then
 * accepts the next.
 */
import { count, portNumber, print, program } from 'would-block';
import { startThread } from 'would-block/threads';
import { listen, noThread, Reception } from './reception.ts';

// #region pool
interface PoolSettings {
  port: number;
  threads: number;
  clients: number;
}

export function pool({ port, threads, clients }: PoolSettings): void {
  const listener = listen(port);
  const reception = new Reception(listener, clients);
  const poolThread = new URL('pool-thread.ts', import.meta.url);
  let serving = threads;
  for (let number = 1; number <= threads; number++) {
    const thread = startThread(poolThread, listener.fileno());
    thread.on('error', (error) => {
      noThread(`there is no thread ${number}`, error);
      serving -= 1;
      if (serving === 0) process.exitCode = 1;
    });
    thread.on('message', ({ fd, isOpen }: { fd: number; isOpen: boolean }) => {
      if (isOpen) reception.opened(fd);
      else reception.done(fd);
    });
  }
  process.on('exit', () => {
    print(serving > 0 ? `all ${serving} threads have ended` : 'nobody is served');
  });
}
// #endregion

// #region program
program(import.meta.url, {
  summary:
    'Sends back in capitals what its clients send, with four threads for all of them.',
  settings: {
    port: portNumber(1234),
    threads: count(4, 'have so many threads'),
    clients: count(Number.POSITIVE_INFINITY, 'end after so many clients'),
  },
  main: pool,
});
// #endregion
