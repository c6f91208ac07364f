/**
 * Lets three accidents happen to a stream of bytes, and finds out which it was.
 */
import { print, program } from 'would-block';
import { expectBytes, someBytes, Wrong } from 'would-block/testing';

// #region accidents
export function accidents(): void {
  const sent = someBytes(100_000, 1);
  const first = sent.subarray(0, 50_000);
  const middle = sent.subarray(50_000, 50_020);
  const last = sent.subarray(50_020);
  report('lost', [first, last], sent);
  report('doubled', [first, middle, middle, last], sent);
  report('swapped', [middle, first, last], sent);
}

function report(accident: string, parts: Uint8Array[], sent: Uint8Array): void {
  const received = Uint8Array.from(Buffer.concat(parts));
  const places = sent.filter((byte, index) => byte !== received[index]).length;
  print(`${accident}: ${places.toLocaleString('en')} places differ`);
  try {
    expectBytes('The peer received', received, sent);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    for (const clause of error.message.split(/(?<=[.,:?]) /)) print(`  ${clause}`);
  }
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Loses, doubles and swaps 20 bytes of 100,000, and says so.',
  settings: {},
  main: accidents,
});
// #endregion
