/**
 * Gives the simulated kernel faults, and counts how many random programs it takes to see them.
 */
import { count, currentKernel, print, program } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import { breaks, checkParity, differenceLines } from 'would-block/testing/parity';

// #region broken
const FAULTS = ['off-by-one', 'numbers-not-files', 'lost-wake-up'];

export function broken({ seed, programs }: { seed: number; programs: number }): void {
  let most = 0;
  for (const name of FAULTS) {
    const fault = breaks[name];
    if (fault === undefined) throw new RangeError(`there is no fault ${name}`);
    const create = () => fault.wrap(new SimulatedKernel());
    const verdict = checkParity(currentKernel(), create, { programs, seed });
    most = Math.max(most, verdict.programs);
    print(`A fault: ${fault.what}.`);
    if (verdict.difference === undefined) {
      print(`Not seen by ${programs} programs.`);
      continue;
    }
    print(`Seen by program ${verdict.programs}. The shortest that sees it:`);
    for (const line of differenceLines(verdict.difference)) print(`  ${line}`);
  }
  const sound = checkParity(currentKernel(), () => new SimulatedKernel(), {
    programs: most,
    seed,
  });
  const seen = sound.difference === undefined ? 'nothing' : 'a difference';
  print(`No fault: ${sound.programs} programs see ${seen}.`);
}
// #endregion

// #region program
program(import.meta.url, {
  summary: 'Gives the simulated kernel faults, and has random programs find them.',
  settings: {
    programs: count(1000, 'give up after so many programs'),
    seed: count(1, 'the seed of chance', 0),
  },
  main: broken,
});
// #endregion
