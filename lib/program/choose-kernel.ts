/**
 * Which kernel a program runs on: the real one or the simulated one, and whether that writes down
 * each call that the program makes.
 *
 * Whoever starts a program says so by its environment, because its options are its own:
 *
 * - `WOULD_BLOCK_KERNEL=simulated`, or `real`. If it is not set, the program runs on the real
 *   kernel and, where there is none that the course can call, on the simulated one.
 * - `WOULD_BLOCK_SIMULATION={…}`: what the simulated machine holds, in JSON (`simulation.ts`).
 * - `WOULD_BLOCK_TRACE=1`: it prints each call, in the manner of strace(1), among its output.
 * - `WOULD_BLOCK_RECORD=file`: it appends the record of each call to a file, for `parseRecord`.
 * - `WOULD_BLOCK_LINES=1`: records also tell the line of the program that made the call.
 *
 * All but the first hold for this program alone, not for others that it starts.
 */
import {
  currentKernel,
  type Kernel,
  runOn,
  unsupported,
  useKernel,
} from '../sys/index.ts';
import { write } from './print.ts';
import { UsageError } from './settings.ts';
import type { SimulatedMachine } from './simulated-machine.ts';
import type { TraceOutput, Tracing } from './traced.ts';

// #region requested
export type KernelKind = 'real' | 'simulated';

/**
 * Which kernel the environment asks for. Throws UsageError for one that does not exist, and
 * UnsupportedPlatformError where the real one is asked for and there is none.
 */
export function requestedKernel(environment: NodeJS.ProcessEnv): KernelKind {
  const { WOULD_BLOCK_KERNEL: name = '' } = environment;
  if (name === 'simulated') return name;
  if (name !== 'real' && name !== '') {
    throw new UsageError(`WOULD_BLOCK_KERNEL is real or simulated, not "${name}".`);
  }
  if (unsupported === undefined) return 'real';
  if (name === 'real') throw unsupported;
  return 'simulated';
}

/** What is said where the simulated kernel is used though nobody has asked for it. */
export function standInNotice({ WOULD_BLOCK_KERNEL: name = '' }: NodeJS.ProcessEnv) {
  if (unsupported === undefined || name !== '') return undefined;
  return `${unsupported.message} Here it runs on the simulated kernel, in virtual time.`;
}
// #endregion

// #region enter
/**
 * Makes the kernel that the environment asks for the current one, for a program of that name.
 * `ports` are those that it was told; undefined if it will talk to nobody. Throws UsageError,
 * UnsupportedPlatformError.
 */
export async function enterKernel(
  name: string,
  ports: readonly number[] | undefined,
): Promise<void> {
  const environment = process.env;
  const kind = requestedKernel(environment);
  const notice = standInNotice(environment);
  if (notice !== undefined) process.stderr.write(`${notice}\n`);
  const machine = kind === 'simulated' ? await simulated(environment, ports) : undefined;
  const tracing = requestedTracing(environment);
  delete environment.WOULD_BLOCK_TRACE;
  delete environment.WOULD_BLOCK_RECORD;
  delete environment.WOULD_BLOCK_LINES;
  delete environment.WOULD_BLOCK_SIMULATION;
  if (machine !== undefined) useKernel(machine);
  if (tracing === undefined) return;
  // Only who traces loads what tracing needs.
  const { traced } = await import('./traced.ts');
  useKernel(traced(name, tracing, machine ?? realOutput()));
}
// #endregion

// #region simulated
/** A machine of its own for the program, by whose clock the process now lives. */
async function simulated(
  { WOULD_BLOCK_SIMULATION: text = '{}' }: NodeJS.ProcessEnv,
  ports: readonly number[] | undefined,
): Promise<SimulatedMachine> {
  const [{ readSimulation }, { SimulatedMachine }, { writeToProcess }, { setClocksBy }] =
    await Promise.all([
      import('./simulation.ts'),
      import('./simulated-machine.ts'),
      import('./process-output.ts'),
      import('./virtual-clocks.ts'),
    ]);
  try {
    const simulation = readSimulation(JSON.parse(text));
    const alone = { ...simulation, peers: [], connects: [] };
    const machine = new SimulatedMachine(
      ports ? simulation : alone,
      ports ?? [],
      writeToProcess,
    );
    setClocksBy(machine);
    return machine;
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    throw new UsageError(`The simulated machine makes no sense: ${error.message}.`);
  }
}
// #endregion

// #region tracing
/** Where a trace of the real kernel is printed to, and by which clock. */
function realOutput(): TraceOutput {
  const kernel = currentKernel();
  return {
    show: (bytes) => runOn(kernel, () => write(bytes)),
    clockOffsetMs: clockOffsetMs(kernel),
    get nowMs() {
      return kernel.monotonicMs();
    },
  };
}

/** CLOCK_MONOTONIC itself is the same for all programs; a kernel's clock begins anywhere. */
function clockOffsetMs(kernel: Kernel): number {
  // Whoever loses the processor between the two looks finds too little. Of several tries the
  // greatest is right.
  const tries = Array.from({ length: 5 }, () => {
    return Number(process.hrtime.bigint()) / 1e6 - kernel.monotonicMs();
  });
  return Math.max(...tries);
}

/** How the environment wants calls to be written down; undefined if it does not. */
function requestedTracing(environment: NodeJS.ProcessEnv): Tracing | undefined {
  const prints = isSet(environment.WOULD_BLOCK_TRACE);
  const file = environment.WOULD_BLOCK_RECORD;
  const recordFile = isSet(file) ? file : undefined;
  if (!prints && recordFile === undefined) return undefined;
  return { prints, recordFile, lines: isSet(environment.WOULD_BLOCK_LINES) };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}
// #endregion
