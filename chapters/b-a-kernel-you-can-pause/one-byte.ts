/**
 * A sender with a bug that the real kernel hides: it takes for granted that a line goes in one send.
 */
import {
  count,
  type InternetAddress,
  print,
  program,
  runOn,
  Socket,
  select,
} from 'would-block';
import { type FaultName, SimulatedKernel } from 'would-block/sim';

// #region deliver
/** Sends lines on a non-blocking socket, and waits whenever there is no room. */
export function deliver(socket: Socket, lines: readonly string[]): void {
  const queue = lines.map((line) => new TextEncoder().encode(`${line}\n`));
  while (queue[0] !== undefined) {
    select([], [socket], []);
    const sent = socket.trySend(queue[0]);
    if (sent >= 0) queue.shift();
  }
}
// #endregion

// #region arrived
/** What comes out at the other end of a connection, on whatever kernel is the current one. */
export function arrived(lines: readonly string[]): string {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen(1);
  const sender = new Socket();
  sender.connect(listener.getsockname() as InternetAddress);
  const receiver = listener.accept();
  listener.close();

  sender.setBlocking(false);
  deliver(sender, lines);
  sender.close();

  let text = '';
  let data = receiver.recv(1024);
  while (data.length > 0) {
    text += new TextDecoder().decode(data);
    data = receiver.recv(1024);
  }
  receiver.close();
  return text;
}
// #endregion

// #region one-byte
export function oneByte({ seed }: { seed: number }): void {
  const lines = ['one', 'two', 'three', 'four'];
  print(`the real kernel: ${JSON.stringify(arrived(lines))}`);
  const faults: FaultName[] = ['one-byte-send', 'short-send'];
  for (const fault of faults) {
    const kernel = new SimulatedKernel({ seed, faults: [fault] });
    const text = runOn(kernel, () => arrived(lines));
    print(`${fault}, seed ${seed}: ${JSON.stringify(text)}`);
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends four lines on the real kernel, then where send() takes less.',
  settings: { seed: count(1, 'the seed of chance', 0) },
  main: oneByte,
});
// #endregion
