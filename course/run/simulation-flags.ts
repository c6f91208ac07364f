/**
 * The options of `course run` that ask for the simulated kernel: `--sim`, `--sim-seed N`,
 * `--sim-fault NAME`. Like those for traces they may stand anywhere after the chapter; a seed or
 * a fault asks for the simulated kernel too.
 */
import { completeOptions } from '../../lib/sim/options.ts';
import { UsageError } from '../usage-error.ts';
import { takeFlags } from './flags.ts';

/** How the simulated kernel was asked for. */
export interface SimulationFlags {
  /** Whether it was. */
  readonly isAsked: boolean;
  /** What its chance begins with. */
  readonly seed: number | undefined;
  /** What shall go wrong, by name. */
  readonly faults: readonly string[];
}

/** The flags that stood before the chapter, as commander reads them. */
export interface GivenSimulationFlags {
  readonly sim?: boolean;
  readonly simSeed?: string;
  readonly simFault?: readonly string[];
}

/** The same, for commander: one more `--sim-fault`. */
export function collected(name: string, before: readonly string[] = []): string[] {
  return [...before, name];
}

/**
 * Takes the flags out of what was typed after the chapter, up to `--`. `given` are those that
 * stood before it. Throws UsageError for a seed or a fault that is none.
 */
export async function takeSimulationFlags(
  typed: readonly string[],
  given: GivenSimulationFlags = {},
): Promise<{ simulation: SimulationFlags; rest: string[] }> {
  let { sim = false, simSeed: seedText } = given;
  const faults = [...(given.simFault ?? [])];
  const rest = takeFlags(typed, ({ text, name, value }) => {
    if (text === '--sim') sim = true;
    else if (name === '--sim-seed') seedText = value() ?? '';
    else if (name === '--sim-fault') faults.push(value() ?? '');
    else return false;
    return true;
  });
  const seed = seedText === undefined ? undefined : seedFrom(seedText);
  await checkFaults(faults);
  const isAsked = sim || seed !== undefined || faults.length > 0;
  return { simulation: { isAsked, seed, faults }, rest };
}

function seedFrom(text: string): number {
  const seed = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  try {
    return completeOptions({ seed }).seed;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`--sim-seed is a whole number of 32 bits, not "${text}".`);
  }
}

/** Whoever asks for no fault need not load the simulation. */
async function checkFaults(faults: readonly string[]): Promise<void> {
  if (faults.length === 0) return;
  if (faults.includes('')) {
    throw new UsageError('Name a fault: --sim-fault one-byte-send');
  }
  const [{ Faults }, { Random }] = await Promise.all([
    import('../../lib/sim/faults.ts'),
    import('../../lib/sim/random.ts'),
  ]);
  try {
    new Faults(faults as ConstructorParameters<typeof Faults>[0], new Random(1));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`--sim-fault: ${error.message}.`);
  }
}
