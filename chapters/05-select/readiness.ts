/**
 * What select() says of a socket in each of its states. Both ends of the connection are in this
 * program.
 */
import {
  type InternetAddress,
  portNumber,
  print,
  program,
  SHUT_WR,
  SO_SNDBUF,
  SOL_SOCKET,
  Socket,
  select,
} from 'would-block';

// #region readiness
export function readiness({ port }: { port: number }): void {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port });
  listener.listen(1);
  look('listener, nobody there', listener);
  const client = new Socket();
  client.connect(listener.getsockname() as InternetAddress);
  look('listener, a client waits', listener);

  const connection = listener.accept();
  look('connection, nothing sent', connection);
  client.send(new TextEncoder().encode('foobar\n'));
  look('connection, 7 bytes sent', connection);
  connection.recv(7);
  look('connection, 7 bytes read', connection);
  client.shutdown(SHUT_WR);
  look('connection, peer has ended', connection);
  client.close();
  connection.close();

  fillAndDrain(listener);
  listener.close();
}

function look(what: string, socket: Socket): void {
  select([socket], [], [], 20); // what the other end has done takes a moment to arrive
  const [readable, writable] = select([socket], [socket], [], 0);
  const said = [...readable.map(() => 'readable'), ...writable.map(() => 'writable')];
  print(`${what}: ${said.join(', ') || 'nothing'}`);
}
// #endregion

// #region full
function fillAndDrain(listener: Socket): void {
  const peer = new Socket();
  peer.connect(listener.getsockname() as InternetAddress);
  const connection = listener.accept();
  connection.setBlocking(false);
  const size = connection.getsockopt(SOL_SOCKET, SO_SNDBUF);
  const filled = fill(connection);
  look(`connection, ${filled} bytes sent`, connection);
  let read = 0;
  let taken = 0;
  while (select([], [connection], [], 0)[1].length === 0) {
    taken += Math.max(0, connection.trySend(Uint8Array.of(0)));
    read += peer.recv(4096).length;
  }
  look(`connection, ${read} bytes read`, connection);
  print(`send() took ${taken} bytes before that, one at a time`);
  print(`and now ${fill(connection)} bytes of a buffer of ${size}`);
  peer.close(); // with bytes in it that it has not read: that breaks the connection
  look('connection, broken', connection);
  connection.close();
}

function fill(socket: Socket): number {
  const data = new Uint8Array(65_536);
  let filled = 0;
  for (let sent = 0; sent >= 0; sent = socket.trySend(data)) filled += sent;
  return filled;
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Shows what select() says of a socket in each of its states.',
  settings: { port: portNumber(0) },
  main: readiness,
});
// #endregion
