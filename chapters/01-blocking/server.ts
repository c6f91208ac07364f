/**
 * A blocking server. It takes one client, reads until that client has said everything, and only
 * then takes the next.
 */
import {
  AF_INET,
  count,
  flag,
  formatAddress,
  portNumber,
  print,
  program,
  SO_REUSEADDR,
  SOCK_STREAM,
  SOL_SOCKET,
  Socket,
  SystemError,
  select,
  write,
} from 'would-block';

// #region serve
interface ServerSettings {
  port: number;
  clients: number;
  quiet: boolean;
  pauseMs: number;
}

export function server(settings: ServerSettings): void {
  const listener = new Socket(AF_INET, SOCK_STREAM);
  listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
  listener.bind({ host: '127.0.0.1', port: settings.port });
  listener.listen(128);
  print(`listening on ${formatAddress(listener.getsockname())}`);

  for (let client = 1; client <= settings.clients; client++) {
    const connection = listener.accept();
    print(`client ${client}: accepted`);
    try {
      readAll(connection, client, settings);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      print(`client ${client}: ${error.message}`);
    } finally {
      connection.close();
    }
  }
  listener.close();
}
// #endregion

// #region read
function readAll(connection: Socket, client: number, settings: ServerSettings): void {
  let bytes = 0;
  let calls = 1;
  let data = connection.recv(1024);
  while (data.length > 0) {
    bytes += data.length;
    if (!settings.quiet) write(data);
    if (settings.pauseMs > 0) select([], [], [], settings.pauseMs);
    data = connection.recv(1024);
    calls += 1;
  }
  print(
    `client ${client}: ${bytes} bytes in ${calls} calls of recv(), the last one empty`,
  );
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Prints what its clients send, one client after the other.',
  settings: {
    port: portNumber(1234),
    clients: count(Number.POSITIVE_INFINITY, 'end after so many clients'),
    quiet: flag('print totals, not the bytes themselves'),
    pauseMs: count(0, 'do something else for so many ms after each recv()', 0),
  },
  main: server,
});
// #endregion
