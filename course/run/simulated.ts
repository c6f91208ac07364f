/**
 * Running a program on the simulated kernel: whether it means anything there, who its companions
 * are, and what it is told of that by its environment (`lib/program/choose-kernel.ts`).
 */
import { requestedKernel, standInNotice } from '../../lib/program/choose-kernel.ts';
import { UsageError as ProgramUsageError } from '../../lib/program/settings.ts';
import { UnsupportedPlatformError } from '../../lib/sys/platform.ts';
import type { Program } from '../catalogue.ts';
import { UsageError } from '../usage-error.ts';
import { hasCompanions } from './cast.ts';
import { RunFailure } from './child.ts';
import type { SimulationFlags } from './simulation-flags.ts';

/**
 * Whether to use the simulated kernel: if it was asked for, or if there is no other. `notice` is
 * what to say where nobody has asked. Throws UsageError for an environment that asks for none.
 */
export function simulationHere(isAsked: boolean): {
  isSimulated: boolean;
  notice: string | undefined;
} {
  if (isAsked) return { isSimulated: true, notice: undefined };
  try {
    const isSimulated = requestedKernel(process.env) === 'simulated';
    return { isSimulated, notice: standInNotice(process.env) };
  } catch (error) {
    const isKnown =
      error instanceof ProgramUsageError || error instanceof UnsupportedPlatformError;
    throw isKnown ? new UsageError(error.message) : error;
  }
}

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
