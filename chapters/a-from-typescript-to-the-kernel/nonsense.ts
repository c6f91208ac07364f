/**
 * Asks for what makes no sense, and shows who says no.
 */
import { currentKernel, errnoName, O_NONBLOCK, print, program } from 'would-block';

// #region nonsense
export function nonsense(): void {
  const kernel = currentKernel();
  const ends = new Int32Array(2);
  kernel.pipe2(ends, O_NONBLOCK);
  const [readEnd = -1, writeEnd = -1] = ends;

  const hello = new TextEncoder().encode('hello\n');
  report('write(1.5, hello, 6)', kernel.write(1.5, hello, 6));
  report('write(NaN, hello, 6)', kernel.write(Number.NaN, hello, 6));
  report('write(1000000, hello, 6)', kernel.write(1_000_000, hello, 6));
  report('write(writeEnd, hello, 7)', kernel.write(writeEnd, hello, 7));
  report('write(writeEnd, hello, 6)', kernel.write(writeEnd, hello, 6));

  const four = new Uint8Array(4);
  report('read(readEnd, four, 64)', kernel.read(readEnd, four, 64));
  report('read(readEnd, four, 4)', kernel.read(readEnd, four, 4));
  report('read(readEnd, four, 4)', kernel.read(readEnd, four, 4));
  report('read(readEnd, four, 4)', kernel.read(readEnd, four, 4));
  for (const end of ends) kernel.close(end);
}

function report(call: string, answer: number): void {
  print(`${call}: ${answer < 0 ? errnoName(-answer) : answer}`);
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Asks the kernel for what makes no sense, and shows the answers.',
  settings: {},
  main: nonsense,
});
// #endregion
