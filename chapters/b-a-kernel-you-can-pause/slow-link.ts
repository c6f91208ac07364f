/**
 * The client of chapter 01 over a slow link: more than a minute of waiting, in no time.
 *
 * It reads the time from the kernel that it runs on, and that one is simulated.
 */
import { count, currentKernel, print, program, runOn, Socket } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';

// #region client
function client(port: number): void {
  const socket = new Socket();
  socket.connect({ host: '127.0.0.1', port });
  const data = new TextEncoder().encode('foobar\n'.repeat(10 * 1024 * 1024));
  const startedMs = currentKernel().monotonicMs();
  const sent = socket.send(data);
  const tookMs = currentKernel().monotonicMs() - startedMs;
  print(`send() returned ${sent} after ${inSeconds(tookMs)}`);
  socket.close();
}
// #endregion

// #region slow-link
export function slowLink({ bytesPerMs }: { bytesPerMs: number }): void {
  const startedMs = Date.now();
  const kernel = new SimulatedKernel({ bandwidthBytesPerMs: bytesPerMs });
  const server = kernel.startPeer([]);

  runOn(kernel, () => client(server.port));

  print(`the client's output: ${kernel.output.trimEnd()}`);
  const { length } = server.received();
  print(`after ${inSeconds(kernel.nowMs)} the server had all ${length} bytes`);
  const { calls, cpuMs, sleptMs } = kernel.counts;
  print(`calls: ${JSON.stringify(calls)}`);
  print(`asleep for ${inSeconds(sleptMs)}, on the processor for ${cpuMs.toFixed(3)} ms`);
  const tookMs = Date.now() - startedMs;
  print(`on your clock, all this took ${inSeconds(tookMs)}`);
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Sends 70 MiB over a slow link, in virtual time.',
  settings: { bytesPerMs: count(1000, 'how many bytes the link carries in 1 ms') },
  main: slowLink,
});
// #endregion
