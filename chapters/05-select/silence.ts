/**
 * One second on a connection on which nobody says anything: how often does select() return?
 */
import {
  type InternetAddress,
  portNumber,
  print,
  program,
  Socket,
  select,
} from 'would-block';

// #region silence
export function silence({ port }: { port: number }): void {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port });
  listener.listen(1);
  const other = new Socket();
  other.connect(listener.getsockname() as InternetAddress);
  const connection = listener.accept();

  watch('for reading', [connection], []);
  watch('for reading and writing', [connection], [connection]);
  other.close();
  connection.close();
  listener.close();
}

function watch(what: string, readers: Socket[], writers: Socket[]): void {
  const cpuBefore = process.cpuUsage();
  const end = performance.now() + 1000;
  let selects = 0;
  for (let leftMs = 1000; leftMs > 0; leftMs = end - performance.now()) {
    select(readers, writers, [], leftMs);
    selects += 1;
  }
  const cpu = process.cpuUsage(cpuBefore);
  const cpuMs = ((cpu.user + cpu.system) / 1000).toFixed();
  print(`${what}: ${selects} × select(), ${cpuMs} ms on the processor`);
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Watches a silent connection for a second, in two ways.',
  settings: { port: portNumber(0) },
  main: silence,
});
// #endregion
