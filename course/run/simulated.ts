/**
 * Running a program on the simulated kernel: whether it means anything there, who its companions
 * are, and what it is told of that by its environment (`lib/program/choose-kernel.ts`).
 */
import type { Program } from '../catalogue.ts';
import { hasCompanions } from './cast.ts';
import { RunFailure } from './child.ts';
import type { SimulationFlags } from './simulation-flags.ts';

/** What to add to a program's environment. Throws RunFailure if it cannot run there. */
export function simulatedEnvironment(
  program: Program,
  { seed, faults }: SimulationFlags,
): Record<string, string> {
  const { name, simulated } = program;
  if (typeof simulated === 'string') throw new RunFailure(simulated);
  if (simulated === undefined && hasCompanions(program)) {
    throw new RunFailure(
      `${name} has nobody to talk to on the simulated kernel: chapter.yaml does not say who.`,
    );
  }
  const { machine = {}, ...others } = (simulated ?? {}) as { machine?: object };
  const chance = {
    ...(seed !== undefined && { seed }),
    ...(faults.length > 0 && { faults }),
  };
  return {
    WOULD_BLOCK_KERNEL: 'simulated',
    WOULD_BLOCK_SIMULATION: JSON.stringify({
      ...others,
      machine: { ...machine, ...chance },
    }),
  };
}
