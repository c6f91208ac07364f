/**
 * Half a second with ten clients of whom nobody says a word.
 */
import {
  count,
  type InternetAddress,
  portNumber,
  print,
  program,
  Socket,
} from 'would-block';
import { listen } from './listening.ts';
import { open, round } from './server.ts';

// #region idle
export function idle({ port, clients }: { port: number; clients: number }): void {
  const listener = listen(port);
  const address = listener.getsockname() as InternetAddress;
  const server = open(listener);
  const silent = Array.from({ length: clients }, () => {
    const socket = new Socket();
    socket.connect(address);
    return socket;
  });
  while (server.clients.size < clients) round(server);

  const callsBefore = server.calls;
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  while (performance.now() - started < 500) round(server);
  const { user, system } = process.cpuUsage(cpuBefore);
  print(`${server.calls - callsBefore} system calls in half a second`);
  print(`${((user + system) / 1000).toFixed()} ms on the processor`);
  for (const socket of silent) socket.close();
  while (server.clients.size > 0) round(server);
  listener.close();
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Polls clients who say nothing for half a second, and counts.',
  settings: { port: portNumber(0), clients: count(10, 'how many clients there are') },
  main: idle,
});
// #endregion
