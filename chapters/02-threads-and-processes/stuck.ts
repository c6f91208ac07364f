/**
 * A thread that sleeps in recv(), and two ways to end it: Node's, which does not reach it, and the kernel's.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import {
  type InternetAddress,
  portNumber,
  print,
  program,
  SHUT_RDWR,
  Socket,
} from 'would-block';
import { startThread } from 'would-block/threads';
import { asleepInRecv } from './asleep.ts';

// #region stuck
export async function stuck({ port }: { port: number }): Promise<void> {
  if (!existsSync('/proc/self/task')) {
    print('This system has no /proc to look into.');
    return;
  }
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port });
  listener.listen(1);
  const client = new Socket();
  client.connect(listener.getsockname() as InternetAddress);
  const connection = listener.accept();

  const converseThread = new URL('converse-thread.ts', import.meta.url);
  const thread = startThread(converseThread, connection.fileno());
  let fate = 'it still sleeps';
  const ended = once(thread, 'exit').then(() => {
    fate = 'it has ended';
  });
  while (asleepInRecv(process.pid) === 0) await setTimeout(10);

  void thread.terminate();
  await setTimeout(300);
  print(`300 ms after terminate(): ${fate}`);
  connection.shutdown(SHUT_RDWR);
  await ended;
  print(`after shutdown(SHUT_RDWR): ${fate}`);
  for (const socket of [client, connection, listener]) socket.close();
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Tries to end a thread that sleeps in recv().',
  settings: { port: portNumber(0) },
  main: stuck,
});
// #endregion
