/**
 * Five clients of a pool of four. Each says hello and then nothing, as people do. When the fifth has waited
 * for a while, the first goes.
 */
import { portNumber, print, program, Socket, select } from 'would-block';

// #region fifth
export function fifth({ port }: { port: number }): void {
  const started = performance.now();
  const clients = Array.from({ length: 5 }, () => new Socket());
  const text = new TextEncoder();
  for (const [index, client] of clients.entries()) {
    const name = `client ${index + 1}`;
    client.connect({ host: '127.0.0.1', port });
    print(
      `${name}: connect() returned, and send() took ${client.send(text.encode('hello'))} bytes`,
    );
    if (index < 4 || hasBytes(client, 500)) reply(name, client, started);
    else print(`${name}: no reply in 500 ms`);
  }
  clients[0]?.close();
  print('client 1: gone');
  reply('client 5', clients[4] as Socket, started);
  for (const client of clients) client.close();
}

function reply(name: string, client: Socket, started: number): void {
  const text = new TextDecoder().decode(client.recv(100));
  print(
    `${name}: ${text}, ${(performance.now() - started).toFixed()} ms after the start`,
  );
}

/** Waits until recv() would not sleep, or for so many ms: chapter 05. */
function hasBytes(socket: Socket, timeoutMs: number): boolean {
  const [readable] = select([socket], [], [], timeoutMs);
  return readable.length > 0;
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Five clients connect to a pool of four, and none of the first four leaves.',
  settings: { port: portNumber(1234) },
  main: fifth,
});
// #endregion
