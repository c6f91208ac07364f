/**
 * The bytes of what a waiting call is given, and of what the kernel makes of them.
 */
import {
  currentKernel,
  fdSet,
  fdSetAdd,
  POLLIN,
  POLLOUT,
  pollfd,
  print,
  program,
  timeval,
} from 'would-block';

// #region structs
export function structs(): void {
  const kernel = currentKernel();
  const ends = new Int32Array(2);
  kernel.pipe2(ends, 0);
  const [readEnd = -1, writeEnd = -1] = ends;

  show('timeval(1500)', timeval(1500));
  const set = fdSet();
  for (const descriptor of [0, 9, 10]) fdSetAdd(set, descriptor);
  show('an fd_set of 0, 9 and 10', set.subarray(0, 8));

  const fds = pollfd(readEnd, POLLIN | POLLOUT);
  show('pollfd, before', fds);
  kernel.write(writeEnd, new TextEncoder().encode('x'), 1);
  kernel.poll(fds, 1, -1);
  show('pollfd, after poll()', fds);
  for (const end of ends) kernel.close(end);
}

function show(what: string, memory: ArrayBufferView): void {
  const bytes = new Uint8Array(memory.buffer, memory.byteOffset, memory.byteLength);
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  print(`${what.padEnd(26)}${digits.join(' ')}`);
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Shows the bytes of the structs that waiting calls take.',
  settings: {},
  main: structs,
});
// #endregion
