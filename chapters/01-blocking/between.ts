/**
 * Both ends of one connection in one program, to see what lies between send() and recv().
 */
import { type InternetAddress, portNumber, print, program, Socket } from 'would-block';

// #region between
export function between({ port }: { port: number }): void {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port });
  listener.listen(1);

  const client = new Socket();
  client.connect(listener.getsockname() as InternetAddress);
  print('connect() returned, and nobody has called accept()');

  const text = new TextEncoder();
  print(`send('foo\\n') returned ${client.send(text.encode('foo\n'))}`);
  print(`send('bar\\n') returned ${client.send(text.encode('bar\n'))}`);
  client.close();
  print('the client is closed, and nobody has called recv()');

  const connection = listener.accept();
  let data = connection.recv(6);
  while (data.length > 0) {
    print(`recv(6) returned ${JSON.stringify(new TextDecoder().decode(data))}`);
    data = connection.recv(6);
  }
  print(`recv(6) returned ${data.length} bytes: the end`);
  connection.close();
  listener.close();
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends twice, closes, and only then accepts and receives.',
  settings: { port: portNumber(0) },
  main: between,
});
// #endregion
