/**
 * Which kernel a program runs on: the real one, or one that writes down each call that it makes.
 *
 * Whoever starts a program says so by its environment, because its options are its own:
 *
 * - `WOULD_BLOCK_TRACE=1`: it prints each call, in the manner of strace(1), among its output.
 * - `WOULD_BLOCK_RECORD=file`: it appends the record of each call to a file, for `parseRecord`.
 *
 * Both hold for this program alone, not for others that it starts.
 */
import type { Kernel } from '../sys/index.ts';
import type { Tracing } from './traced.ts';

/** What the environment asks for: undefined for the real kernel and no trace. */
export function requestedTracing(environment: NodeJS.ProcessEnv): Tracing | undefined {
  const prints = isSet(environment.WOULD_BLOCK_TRACE);
  const file = environment.WOULD_BLOCK_RECORD;
  const recordFile = isSet(file) ? file : undefined;
  return prints || recordFile !== undefined ? { prints, recordFile } : undefined;
}

/** The kernel for a program of this name. Only who traces loads what tracing needs. */
export async function tracedKernel(name: string, tracing: Tracing): Promise<Kernel> {
  delete process.env.WOULD_BLOCK_TRACE;
  delete process.env.WOULD_BLOCK_RECORD;
  const { traced } = await import('./traced.ts');
  return traced(name, tracing);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}
