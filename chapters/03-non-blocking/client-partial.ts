/**
 * A client that refuses to wait: the 70 MiB of chapter 01 in one call of send(), on a
 * non-blocking socket.
 */
import { portNumber, print, program, SO_SNDBUF, SOL_SOCKET, Socket } from 'would-block';

// #region client
export function clientPartial({ port }: { port: number }): void {
  const socket = new Socket();
  socket.connect({ host: '127.0.0.1', port });
  socket.setBlocking(false);

  const data = new TextEncoder().encode('foobar\n'.repeat(10 * 1024 * 1024));
  print(`${data.length} bytes to send`);
  print(`size of the send buffer: ${socket.getsockopt(SOL_SOCKET, SO_SNDBUF)} bytes`);
  const started = performance.now();
  const sent = socket.send(data);
  const took = performance.now() - started;

  print(`send() returned ${sent} after ${took.toFixed(1)} ms`);
  print(`not sent: ${data.length - sent} bytes`);
  socket.close();
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends 70 MiB in one call on a non-blocking socket.',
  settings: { port: portNumber(1234) },
  main: clientPartial,
});
// #endregion
