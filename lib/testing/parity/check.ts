/** Many random programs on both kernels: none may differ. */
import fc from 'fast-check';
import type { Kernel } from '../../sys/index.ts';
import { anyProgram } from './generate.ts';
import { compare, type Difference } from './run.ts';

// #region check
/** How many programs, which ones, and whether the first that differs is made shorter. */
export interface Search {
  /** How many programs at most. */
  readonly programs: number;
  /** The number from which all of them follow. */
  readonly seed: number;
  /** Takes seconds, because the real kernel is given time. Done unless told not to. */
  readonly shrink?: boolean;
}

/** What many programs have shown. */
export interface Verdict {
  /** How many programs ran until the first that differed, or all. */
  readonly programs: number;
  /** The shortest program found that differs. Undefined where none does. */
  readonly difference: Difference | undefined;
}

/** Runs random programs of a seed on both kernels, and shrinks the first that differs. */
export function checkParity(
  real: Kernel,
  createSimulated: () => Kernel,
  { programs, seed, shrink = true }: Search,
): Verdict {
  let difference: Difference | undefined;
  const property = fc.property(anyProgram, (program) => {
    // Shrinking begins where a difference is sure, and looks at many programs.
    const surely = difference === undefined;
    const found = compare(program, real, createSimulated, surely);
    // The last that differs is the shortest: shrinking goes on from one that differs.
    if (found !== undefined) difference = found;
    return found === undefined;
  });
  const details = fc.check(property, { seed, numRuns: programs, endOnFailure: !shrink });
  // A kernel that throws has no answer to compare: that is a mistake in it.
  if (details.failed && difference === undefined) throw details.errorInstance;
  return { programs: details.numRuns, difference };
}
// #endregion
