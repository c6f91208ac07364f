/**
 * How long select() waits: not at all, for some time, or for ever. Nobody uses the connection,
 * and after half a second the process that holds its other end is gone.
 */
import { spawn } from 'node:child_process';
import {
  type InternetAddress,
  portNumber,
  print,
  program,
  Socket,
  select,
} from 'would-block';

// #region timeouts
export function timeouts({ port }: { port: number }): void {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port });
  listener.listen(1);
  const other = new Socket();
  other.connect(listener.getsockname() as InternetAddress);
  const connection = listener.accept();
  // The child has the other end as its standard input, and now nobody else has it.
  spawn('sleep', ['0.5'], { stdio: [other.fileno(), 'ignore', 'ignore'] });
  other.close();

  for (const timeoutMs of [0, 100, Infinity]) {
    const started = performance.now();
    const [readable] = select([connection], [], [], timeoutMs);
    const took = performance.now() - started;
    const what = readable.length > 0 ? 'readable' : 'nothing';
    print(`timeout ${timeoutMs}: ${what} after ${took.toFixed()} ms`);
  }
  print(`recv() returned ${connection.recv(100).length} bytes`);
  connection.close();
  listener.close();
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Waits on a silent connection: not at all, for 100 ms, for ever.',
  settings: { port: portNumber(0) },
  main: timeouts,
});
// #endregion
