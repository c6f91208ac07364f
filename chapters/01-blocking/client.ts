/**
 * A blocking client. It hands 70 MiB to the kernel in one call of send(), and sets a timer
 * beforehand to see what else gets done meanwhile.
 */
import { AF_INET, portNumber, print, program, SOCK_STREAM, Socket } from 'would-block';

// #region client
export function client({ port }: { port: number }): void {
  const socket = new Socket(AF_INET, SOCK_STREAM);
  socket.connect({ host: '127.0.0.1', port });

  let ticks = 0;
  const timer = setInterval(() => ticks++, 10);

  const data = new TextEncoder().encode('foobar\n'.repeat(10 * 1024 * 1024));
  print(`${data.length} bytes to send`);
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  const sent = socket.send(data);
  const cpu = process.cpuUsage(cpuBefore);
  const took = performance.now() - started;

  print(`send() returned ${sent} after ${took.toFixed()} ms`);
  print(`on the processor: ${((cpu.user + cpu.system) / 1000).toFixed()} ms`);
  print(`ticks of a 10 ms timer in that time: ${ticks}`);
  clearInterval(timer);
  // send() comes back early if the connection breaks meanwhile. The next one says how it did.
  if (sent < data.length) socket.send(data.subarray(sent));
  socket.close();
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends 70 MiB in one call of send() and says what came of it.',
  settings: { port: portNumber(1234) },
  main: client,
});
// #endregion
