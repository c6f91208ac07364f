/**
 * Asks the kernel about the sockets of node:net: are they blocking?
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import {
  currentKernel,
  F_GETFL,
  O_NONBLOCK,
  portNumber,
  print,
  program,
} from 'would-block';

// #region node-sockets
export async function nodeSockets({ port }: { port: number }): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as { port: number }).port, '127.0.0.1');
  const [connection] = (await once(server, 'connection')) as [Socket];

  print(`Node's listener: ${describe(server)}`);
  print(`Node's client: ${describe(client)}`);
  print(`Node's connection: ${describe(connection)}`);
  connection.destroy();
  client.destroy();
  server.close();
}

function describe(socket: Server | Socket): string {
  // Node has no public way to a socket's descriptor.
  const { fd } = (socket as unknown as { _handle: { fd: number } })._handle;
  const flags = currentKernel().fcntl(fd, F_GETFL, 0);
  return (flags & O_NONBLOCK) !== 0 ? 'non-blocking' : 'blocking';
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Asks the kernel whether the sockets of node:net are blocking.',
  settings: { port: portNumber(0) },
  main: nodeSockets,
});
// #endregion
