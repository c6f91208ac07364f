/**
 * Connects without waiting, once to somebody and once to nobody. The answer comes later, and not
 * as an exception.
 */
import {
  errnoName,
  type InternetAddress,
  portNumber,
  print,
  program,
  SO_ERROR,
  SOL_SOCKET,
  Socket,
  select,
} from 'would-block';

// #region connecting
export function connecting({ port }: { port: number }): void {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port });
  listener.listen(1);
  // Bound, so that nobody else has the port, and not listening: connections to it are refused.
  const silent = new Socket();
  silent.bind({ host: '127.0.0.1', port: 0 });

  connect('to a listener', listener.getsockname() as InternetAddress);
  connect('to nobody', silent.getsockname() as InternetAddress);
  silent.close();
  listener.close();
}

function connect(what: string, address: InternetAddress): void {
  const socket = new Socket();
  socket.setBlocking(false);
  const answer = socket.tryConnect(address);
  print(`${what}: connect() answers ${answer < 0 ? errnoName(-answer) : answer}`);
  select([], [socket]);
  const error = socket.getsockopt(SOL_SOCKET, SO_ERROR);
  print(`${what}: SO_ERROR is then ${error === 0 ? 'no error' : errnoName(error)}`);
  socket.close();
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Connects without waiting, once to a listener and once to nobody.',
  settings: { port: portNumber(0) },
  main: connecting,
});
// #endregion
