/**
 * What it costs to record a call, measured on a cheap one: read(2) of an empty pipe, refused.
 */
import {
  count,
  currentKernel,
  type Kernel,
  O_CLOEXEC,
  O_NONBLOCK,
  orThrow,
  print,
  program,
} from 'would-block';
import { condensed, formatCall, recordCalls } from 'would-block/trace';

// #region measure
// The quickest of many short rounds: whatever else the machine does can only make one slower.
const ROUNDS = 50;

/** How long a call takes that is refused at once, in ns. */
function nsPerCall(kernel: Kernel, fd: number, calls: number): number {
  const buffer = new Uint8Array(1);
  const startedMs = kernel.monotonicMs();
  for (let made = 0; made < calls; made++) kernel.read(fd, buffer, 1);
  return ((kernel.monotonicMs() - startedMs) * 1e6) / calls;
}
// #endregion

// #region cost
export function cost({ calls }: { calls: number }): void {
  const kernel = currentKernel();
  const pipe = new Int32Array(2);
  orThrow('pipe2', kernel.pipe2(pipe, O_NONBLOCK | O_CLOEXEC));
  const [fd = -1] = pipe;

  let [plainNs, recordedNs] = [Infinity, Infinity];
  let recorder = recordCalls(kernel);
  for (let round = 0; round < ROUNDS; round++) {
    plainNs = Math.min(plainNs, nsPerCall(kernel, fd, calls));
    recorder = recordCalls(kernel);
    recordedNs = Math.min(recordedNs, nsPerCall(recorder.kernel, fd, calls));
  }
  for (const end of pipe) kernel.close(end);

  print(`a call: ${plainNs.toFixed()} ns, recorded: ${recordedNs.toFixed()} ns`);
  print(`that is ${(recordedNs / plainNs).toFixed(1)} times as long`);
  const lines = condensed(recorder.trace.calls).map((call) => formatCall(call));
  print(`${recorder.trace.calls.length} records, in ${lines.length} lines:`);
  for (const line of lines) print(line);
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Measures what it costs to record a call.',
  settings: { calls: count(2000, 'make so many calls in each round') },
  main: cost,
});
// #endregion
