/**
 * Whether programs and answers run on the simulated kernel: because somebody asked for it, or
 * because there is no other on this machine.
 */
import { requestedKernel, standInNotice } from '../lib/program/choose-kernel.ts';
import { UsageError as ProgramUsageError } from '../lib/program/settings.ts';
import { UnsupportedPlatformError, unsupported } from '../lib/sys/platform.ts';
import { UsageError } from './usage-error.ts';

/** Whether there is no kernel on this machine but the simulated one. */
export const isOnlyKernel: boolean = unsupported !== undefined;

/**
 * Whether to use the simulated kernel. `notice` is what to say, in a line, where nobody has asked
 * for it. Throws UsageError if the environment asks for a kernel that is not there.
 */
export function simulationHere(isAsked = false): {
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
