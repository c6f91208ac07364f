/**
 * A client that sends what is left, and what is then left, until it is told that now is not the
 * time. It does not take that well.
 */
import { portNumber, print, program, Socket } from 'would-block';

// #region client
export function client({ port }: { port: number }): void {
  const socket = new Socket();
  socket.connect({ host: '127.0.0.1', port });
  socket.setBlocking(false);

  let rest = new TextEncoder().encode('foobar\n'.repeat(10 * 1024 * 1024));
  print(`${rest.length} bytes to send`);
  while (rest.length > 0) {
    const sent = socket.send(rest);
    rest = rest.subarray(sent);
    print(`send() took ${sent} bytes, ${rest.length} are left`);
  }
  socket.close();
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends 70 MiB, and what is left of it, until send() says no.',
  settings: { port: portNumber(1234) },
  main: client,
});
// #endregion
