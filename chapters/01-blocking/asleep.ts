/**
 * Looks at the client from outside while it is stuck in send(): what does the kernel say that it
 * is doing? This program is the server, and it does not read before it has looked three times.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  formatAddress,
  type InternetAddress,
  portNumber,
  print,
  program,
  Socket,
  select,
} from 'would-block';

// #region asleep
export function asleep({ port }: { port: number }): void {
  if (!existsSync('/proc/self/wchan')) {
    print('This system has no /proc to look into; macOS shows the same with: ps -l');
    return;
  }
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port });
  listener.listen(1);
  const address = listener.getsockname() as InternetAddress;
  print(`listening on ${formatAddress(address)}`);

  const client = startClient(address.port);
  const connection = listener.accept();
  let last = look(client);
  for (let looks = 0; looks < 3; ) {
    select([], [], [], 100);
    const now = look(client);
    if (now === last) {
      looks += 1;
      print(`100 ms later: ${now}`);
    }
    last = now;
  }
  print('now reading');
  while (connection.recv(65_536).length > 0);
  connection.close();
  listener.close();
}
// #endregion

// #region start
function startClient(port: number): number {
  const file = fileURLToPath(new URL('client.ts', import.meta.url));
  const client = spawn(process.execPath, [...process.execArgv, file, String(port)], {
    stdio: 'inherit',
  });
  return client.pid as number;
}
// #endregion

// #region look
/** What the kernel says of a process: its state, where in the kernel it waits, what it used. */
function look(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const waitsIn = readFileSync(`/proc/${pid}/wchan`, 'utf8');
  const cpuMs = (Number(fields[10]) + Number(fields[11])) * 10;
  return `state ${state}, waiting in ${waitsIn}, ${cpuMs} ms on the processor so far`;
}
// #endregion

// #region program
program(import.meta.url, {
  summary:
    'Starts the client, lets it get stuck in send(), and asks the kernel about it.',
  settings: { port: portNumber(0) },
  main: asleep,
});
// #endregion
