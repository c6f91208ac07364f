/**
 * A client that asks again, and again, until everything is sent. It counts how often.
 */
import { portNumber, print, program, Socket, WouldBlockError } from 'would-block';

// #region client
export function client({ port }: { port: number }): void {
  const socket = new Socket();
  socket.connect({ host: '127.0.0.1', port });
  socket.setBlocking(false);

  let rest = new TextEncoder().encode('foobar\n'.repeat(10 * 1024 * 1024));
  print(`${rest.length} bytes to send`);
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  let sends = 0;
  let refusals = 0;
  while (rest.length > 0) {
    try {
      const sent = socket.send(rest);
      rest = rest.subarray(sent);
      sends += 1;
    } catch (error) {
      if (!(error instanceof WouldBlockError)) throw error;
      refusals += 1;
    }
  }
  const cpu = process.cpuUsage(cpuBefore);
  const took = performance.now() - started;
  print(`send() took bytes ${sends} times and refused ${refusals} times`);
  print(`time until all was sent: ${took.toFixed()} ms`);
  print(`on the processor: ${((cpu.user + cpu.system) / 1000).toFixed()} ms`);
  socket.close();
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends 70 MiB, asking again whenever send() says no.',
  settings: { port: portNumber(1234) },
  main: client,
});
// #endregion
