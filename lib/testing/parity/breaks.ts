/**
 * Faults that a simulated kernel could have, made on purpose: the test of the tests.
 *
 * Each is a kernel around a good one that gets one thing wrong, as somebody who writes a kernel
 * may. Parity must find every one of them; what it does not find, it does not prove either.
 */
import type { Break } from './break.ts';
import { readinessBreaks } from './breaks-readiness.ts';
import { streamBreaks } from './breaks-streams.ts';

// #region breaks
/** All faults by name. */
export const breaks: Readonly<Record<string, Break>> = {
  ...streamBreaks,
  ...readinessBreaks,
};
// #endregion
