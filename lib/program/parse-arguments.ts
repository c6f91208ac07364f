/**
 * How a program that Node runs gets at what was typed: by Node's own parser.
 */
import { parseArgs } from 'node:util';
import { type Parser, UsageError } from './settings.ts';

// #region parse
/** Cuts what was typed into options and the rest. Throws UsageError. */
export const parseArguments: Parser = (typed, options) => {
  try {
    return parseArgs({ args: typed, options, allowPositionals: true });
  } catch (error) {
    // parseArgs explains itself in one or more sentences; the first is what a reader needs.
    throw new UsageError(`${(error as Error).message.split(/\.\s/)[0]}.`);
  }
};
// #endregion
