/**
 * Prints one of its own functions as Node has it, and the line of its error as it was written.
 */
import { print, program } from 'would-block';

// #region speed
interface Transfer {
  readonly bytes: number;
  readonly tookMs: number;
}

function bytesPerSecond({ bytes, tookMs }: Transfer): number {
  if (tookMs <= 0) throw new RangeError(`${tookMs} ms is no time` satisfies string);
  return (bytes * 1000) / tookMs;
}
// #endregion

// #region erased
export function erased(): void {
  print(String(bytesPerSecond));
  try {
    bytesPerSecond({ bytes: 1, tookMs: 0 });
  } catch (error) {
    const [, place] = /(erased\.ts:\d+)/.exec((error as Error).stack ?? '') ?? [];
    print(`thrown at ${place}`);
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Prints a function of its own, and where it threw an error.',
  settings: {},
  main: erased,
});
// #endregion
