/**
 * What calls say that may not wait: accept, connect and recv, each before and after there is
 * something to answer with. Both ends of every connection are in this program.
 */
import {
  type InternetAddress,
  portNumber,
  print,
  program,
  Socket,
  select,
  WouldBlockError,
} from 'would-block';

// #region answers
export function answers({ port }: { port: number }): void {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port });
  listener.listen(1);
  listener.setBlocking(false);
  const address = listener.getsockname() as InternetAddress;

  ask('accept(), nobody there', () => listener.accept().fileno());
  const client = new Socket();
  client.setBlocking(false);
  ask('connect()', () => client.connect(address));
  select([listener], []); // until the client is there
  const connection = listener.accept();
  connection.setBlocking(false);

  ask('recv(), nothing sent', () => connection.recv(100).length);
  client.send(new TextEncoder().encode('foobar\n'));
  select([connection], []); // until the bytes are
  ask('recv(), 7 bytes sent', () => connection.recv(100).length);
  client.close();
  select([connection], []);
  ask('recv(), peer closed', () => connection.recv(100).length);
  connection.close();
  listener.close();
}

function ask(what: string, call: () => unknown): void {
  try {
    print(`${what}: ${call() ?? 'done'}`);
  } catch (error) {
    if (!(error instanceof WouldBlockError)) throw error;
    print(`${what}: would block (${error.code})`);
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Asks for what is not there yet, and shows each answer.',
  settings: { port: portNumber(0) },
  main: answers,
});
// #endregion
