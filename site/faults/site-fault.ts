/** What is wrong in the repository, so that no site can be made of it: told with file and line. */
import { describeProblem, Fault } from '../../course/literate/problem.ts';

/** A line of a file, relative to the repository's root. */
interface FaultPlace {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** One fault or several, a line each. */
export class SiteFault extends Error {
  override name = 'SiteFault';

  constructor(...faults: readonly (FaultPlace & { readonly message: string })[]) {
    super(
      faults.map((fault) => describeProblem({ ...fault, mendable: false })).join('\n'),
    );
  }
}

/** Does it, and says of a `Fault` where it lies. Throws `SiteFault`. */
export function inPlace<Result>({ file, line }: FaultPlace, make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new SiteFault({ file, line, message: error.message });
  }
}
