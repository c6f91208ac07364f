/**
 * A server whose processes share one listening socket. Each has a descriptor of its own for it, and they
 * all sleep in accept() on the same queue.
 */
import type { Readable } from 'node:stream';
import { count, portNumber, print, program } from 'would-block';
import { startProcess } from 'would-block/threads';
import { listen } from './reception.ts';

// #region processes
interface ProcessesSettings {
  port: number;
  processes: number;
  clients: number;
}

export function processes(settings: ProcessesSettings): void {
  const listener = listen(settings.port);
  const poolProcess = new URL('pool-process.ts', import.meta.url);
  const children = Array.from({ length: settings.processes }, () =>
    startProcess(poolProcess, [listener.fileno(), 'pipe']),
  );
  listener.close(); // the processes have theirs

  const end = () => {
    for (const child of children) child.kill('SIGTERM');
  };
  process.once('SIGINT', () => {
    process.exitCode = 130;
    end();
  });
  process.once('SIGTERM', () => {
    process.exitCode = 143;
    end();
  });
  let gone = 0;
  for (const child of children) {
    const news = child.stdio[4] as Readable;
    news.on('data', (bytes: Uint8Array) => {
      gone += bytes.length;
      if (gone >= settings.clients) end();
    });
  }
  process.on('exit', () => print(`all ${settings.processes} processes have ended`));
}
// #endregion

// #region program
program(import.meta.url, {
  summary:
    'Sends back in capitals what its clients send, with four processes for all of them.',
  settings: {
    port: portNumber(1234),
    processes: count(4, 'have so many processes'),
    clients: count(Number.POSITIVE_INFINITY, 'end after so many clients'),
  },
  main: processes,
});
// #endregion
