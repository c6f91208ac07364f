/**
 * Kills a program in the middle of a call, and reads in its record what it was doing.
 */
import type { Readable } from 'node:stream';
import { print, program } from 'would-block';
import { startProcess } from 'would-block/threads';
import { formatCall, parseRecord } from 'would-block/trace';

// #region killed
export async function killed(): Promise<void> {
  const victim = startProcess(new URL('victim.ts', import.meta.url), ['pipe']);
  let text = '';
  for await (const bytes of victim.stdio[3] as Readable) {
    text += bytes;
    if (text.includes('"accept4"')) victim.kill('SIGKILL');
  }
  print(text);
  print('Read as:');
  for (const call of parseRecord(text).calls) print(formatCall(call));
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Kills a program in the middle of a call, and reads its record.',
  settings: {},
  main: killed,
});
// #endregion
