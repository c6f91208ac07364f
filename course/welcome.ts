/**
 * The first words to a reader who has done nothing yet: a question to which most people's answer
 * is wrong, and the run that answers it.
 */
import { colours } from './colours.ts';

/** Their lines. */
export function welcomeLines(): string[] {
  return [
    colours.bold('Would Block: non-blocking I/O from the system call up'),
    'A client hands the kernel 70 MiB in one call of send(). The server takes them',
    'out 1,024 bytes at a time. Predict: what does that one call return, and how',
    'often does a timer of 10 ms tick in the client before it does? Then look:',
    `  ${colours.cyan('npx course run 01 client')}`,
  ];
}
