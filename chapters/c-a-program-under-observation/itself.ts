/**
 * A program that watches itself: it records a short conversation and prints the record.
 */
import {
  currentKernel,
  flag,
  type InternetAddress,
  print,
  program,
  runOn,
  Socket,
} from 'would-block';
import { formatCall, recordCalls, toTraceEvents } from 'would-block/trace';

// #region conversation
/** Both ends of a connection in one program: a refusal, a question, the end. */
function conversation(): void {
  const listener = new Socket();
  listener.bind({ host: '127.0.0.1', port: 0 });
  listener.listen(1);
  const client = new Socket();
  client.connect(listener.getsockname() as InternetAddress);
  const server = listener.accept();

  server.setBlocking(false);
  server.tryRecvInto(new Uint8Array(100)); // nothing has been sent
  client.send(new TextEncoder().encode('Who is asking?\n'));
  server.setBlocking(true);
  server.recv(100);
  for (const socket of [client, server, listener]) socket.close();
}
// #endregion

// #region itself
export function itself({ events }: { events: boolean }): void {
  const { kernel, trace } = recordCalls(currentKernel());
  runOn(kernel, conversation);

  const { calls } = trace;
  if (!events) {
    for (const call of calls) print(formatCall(call));
    return;
  }
  const { traceEvents } = toTraceEvents([{ name: 'itself', calls }]);
  const lines = traceEvents.map((event) => JSON.stringify(event));
  print(`{"displayTimeUnit":"ms","traceEvents":[\n${lines.join(',\n')}\n]}`);
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Records a conversation with itself, and prints what it asked of the kernel.',
  settings: { events: flag('print it as Trace Events, for https://ui.perfetto.dev') },
  main: itself,
});
// #endregion
