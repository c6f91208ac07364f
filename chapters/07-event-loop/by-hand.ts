/**
 * One task, and no loop: this program does by hand what the loop would do for it. Both ends of
 * the connection are here.
 */
import {
  type InternetAddress,
  portNumber,
  print,
  program,
  Socket,
  select,
} from 'would-block';
import { sendAll } from './main.ts';

// #region by-hand
export function byHand({ port }: { port: number }): void {
  const [socket, other] = connection(port);

  const task = sendAll(socket, new Uint8Array(16 * 1024 * 1024));
  print(`sendAll() returned a generator; ${drain(other)} bytes have arrived`);
  let answer = task.next();
  select([other], []);
  print(`next() returned ${describe(answer)}; ${drain(other)} bytes have arrived`);
  let calls = 0;
  while (!answer.done) {
    const [, writable] = select([other], [socket]);
    drain(other);
    if (writable.length === 0) continue;
    answer = task.next();
    calls += 1;
  }
  print(`${calls} more calls, and next() returned ${describe(answer)}`);
  socket.close();
  other.close();
}
// #endregion

// #region helpers
/** Both ends of a connection, non-blocking. */
export function connection(port: number): [Socket, Socket] {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port });
  listener.listen(1);
  const socket = new Socket();
  socket.connect(listener.getsockname() as InternetAddress);
  const other = listener.accept();
  listener.close();
  socket.setBlocking(false);
  other.setBlocking(false);
  return [socket, other];
}

/** Receives what is there, and answers how many bytes there were. */
function drain(socket: Socket): number {
  const buffer = new Uint8Array(65_536);
  let total = 0;
  for (;;) {
    const bytes = socket.tryRecvInto(buffer);
    if (bytes <= 0) return total;
    total += bytes;
  }
}

function describe(answer: IteratorResult<unknown, void>): string {
  return JSON.stringify(answer, (_key, value) =>
    value instanceof Socket ? 'a socket' : value,
  );
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Drives one task by hand: next(), select(), next(), until it is done.',
  settings: { port: portNumber(0) },
  main: byHand,
});
// #endregion
