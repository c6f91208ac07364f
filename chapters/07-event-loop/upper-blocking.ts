/**
 * The server of chapter 01, but it sends back in capitals what it gets. One thread, and one client at a
 * time. It stands here beside `upper.ts`, which does the same on the loop.
 */
import {
  count,
  formatAddress,
  portNumber,
  print,
  program,
  SO_REUSEADDR,
  SOL_SOCKET,
  SOMAXCONN,
  Socket,
  SystemError,
} from 'would-block';

// #region serve
export function serve({ port, clients }: { port: number; clients: number }): void {
  const listener = listen(port);
  for (let accepted = 1; accepted <= clients; accepted++) {
    const client = listener.accept();
    try {
      converse(client);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      print(`a client broke off: ${error.message}`);
    }
  }
  listener.close();
}
// #endregion

// #region converse
function converse(client: Socket): void {
  try {
    for (let data = client.recv(1024); data.length > 0; data = client.recv(1024)) {
      client.sendAll(upperCase(data));
    }
  } finally {
    client.close();
  }
}
// #endregion

// #region tools
export function listen(port: number): Socket {
  const listener = new Socket();
  listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
  listener.bind({ host: '127.0.0.1', port });
  listener.listen(SOMAXCONN);
  print(`listening on ${formatAddress(listener.getsockname())}`);
  return listener;
}

/** Capitals for the letters of ASCII: a piece may begin or end within a longer character. */
export function upperCase(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte));
}
// #endregion

// #region program
export const settings = {
  port: portNumber(1234),
  clients: count(Number.POSITIVE_INFINITY, 'end after so many clients'),
};

program(import.meta.url, {
  summary: 'Sends back in capitals what its clients send, to one after the other.',
  settings,
  main: serve,
});
// #endregion
