/**
 * The 70 MiB of chapter 01 once more. When send() refuses, this client does other work, and then
 * sleeps until there is room.
 */
import {
  count,
  portNumber,
  print,
  program,
  Socket,
  select,
  wouldBlock,
} from 'would-block';

// #region send
/** Sends everything. Works while there is no room, and sleeps while there still is none. */
function sendAndWork(socket: Socket, data: Uint8Array, countTo: number) {
  const tally = { sends: 0, refusals: 0, countingMs: 0, selects: 0, sleepingMs: 0 };
  let rest = data;
  while (rest.length > 0) {
    const sent = socket.trySend(rest);
    if (!wouldBlock(sent)) {
      tally.sends += 1;
      rest = rest.subarray(sent);
      continue;
    }
    tally.refusals += 1;
    const cpuBefore = processorMs();
    for (let counter = 0; counter < countTo; ) counter += 1;
    tally.countingMs += processorMs() - cpuBefore;

    const asleep = performance.now();
    select([], [socket]);
    tally.selects += 1;
    tally.sleepingMs += performance.now() - asleep;
  }
  return tally;
}
// #endregion

// #region client
export function client({ port, countTo }: { port: number; countTo: number }): void {
  const socket = new Socket();
  socket.connect({ host: '127.0.0.1', port });
  socket.setBlocking(false);

  const data = new TextEncoder().encode('foobar\n'.repeat(10 * 1024 * 1024));
  print(`${data.length} bytes to send`);
  const started = performance.now();
  const cpuBefore = processorMs();
  const tally = sendAndWork(socket, data, countTo);
  const cpuMs = processorMs() - cpuBefore;
  const took = performance.now() - started;

  const { sends, refusals, countingMs, selects, sleepingMs } = tally;
  print(`send() took bytes ${sends} times and refused ${refusals} times`);
  print(
    `select() was called ${selects} times and slept ${sleepingMs.toFixed()} ms in all`,
  );
  print(`time until all was sent: ${took.toFixed()} ms`);
  print(
    `on the processor: ${cpuMs.toFixed()} ms, ${countingMs.toFixed()} of them counting`,
  );
  socket.close();
}

/** The processor time that this process has used so far. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends 70 MiB, works while it is refused, and sleeps until there is room.',
  settings: {
    port: portNumber(1234),
    countTo: count(5_000_000, 'count so far each time it is refused', 0),
  },
  main: client,
});
// #endregion
