/** `would-block` as the lab has it: the library, whose programs run where the lab wants them to. */
export * from '../../../../lib/net/index.ts';
export { OutputClosedError, print, write } from '../../../../lib/program/print.ts';
export { count, flag, portNumber } from '../../../../lib/program/settings.ts';
export * from '../../../../lib/selectors/index.ts';
export * from '../../../../lib/sys/index.ts';
export { program } from './program.ts';
