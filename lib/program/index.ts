/** What the programs of the course have in common: settings, output, one-line errors. */
export { OutputClosedError, print, write } from './print.ts';
export { type Program, program } from './program.ts';
export { count, flag, portNumber } from './settings.ts';
