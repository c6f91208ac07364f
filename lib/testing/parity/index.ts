/**
 * Random programs on two kernels, compared, and faults that they must find:
 * `would-block/testing/parity`.
 */
export type { Break } from './break.ts';
export { breaks } from './breaks.ts';
export { checkParity, type Search, type Verdict } from './check.ts';
export { differenceLines } from './difference-lines.ts';
export type { Difference } from './run.ts';
