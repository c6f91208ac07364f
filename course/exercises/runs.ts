/**
 * On which kernels a check is run, in which order, and what its runs say together.
 *
 * First comes the simulated kernel without faults. It costs milliseconds, and an answer that
 * would hang is told so at once: nobody waits for the same on the real kernel. The real one has
 * its say on everything else. Then come the faults, one at a time, each with several seeds. The
 * first failure is the verdict; and where another kernel thinks otherwise, the learner hears it.
 */
import type { FaultName } from '../../lib/sim/index.ts';
import type { CheckOptions, KernelKind } from '../../lib/testing/index.ts';
import type { CheckResult } from './report.ts';

/** On what a check is run once. */
export interface RunSetting {
  readonly kernel: KernelKind;
  readonly fault?: FaultName;
  /** What chance begins with, on the simulated kernel. */
  readonly seed: number;
}

/** One run of a check, and what came of it. */
export interface Run {
  readonly setting: RunSetting;
  readonly result: CheckResult;
}

/** With how many seeds each fault is tried: a fault that strikes at half of the calls must strike. */
export const SEEDS_PER_FAULT = 8;
/** These always strike, so that one seed is as good as another. */
const certainFaults: readonly FaultName[] = ['one-byte-send', 'one-byte-recv'];

/** The kernels that an answer is judged on. */
export type JudgingKernels = 'both' | 'simulated';

/** How thorough the runs are. */
export interface RunPlan {
  readonly kernels: JudgingKernels;
  /** Each round has seeds of its own. */
  readonly round: number;
  /** With how many seeds each fault is tried, up to `SEEDS_PER_FAULT`. */
  readonly seeds: number;
  /** Whether the real kernel is asked about what fails on the simulated one. */
  readonly secondOpinion: boolean;
}

/** The plan for a reader's answer. */
const forReaders: RunPlan = {
  kernels: 'both',
  round: 0,
  seeds: SEEDS_PER_FAULT,
  secondOpinion: true,
};

/** The next run of a check after these outcomes, or undefined if there is nothing more to find. */
export function nextRun(
  check: CheckOptions,
  outcomes: readonly CheckResult['outcome'][],
  plan: RunPlan = forReaders,
): RunSetting | undefined {
  const all = settingsOf(check, plan).filter(
    ({ kernel }) => plan.kernels === 'both' || kernel === plan.kernels,
  );
  const last = outcomes.at(-1);
  if (outcomes.every((outcome) => outcome === 'passed')) return all[outcomes.length];
  if (!plan.secondOpinion) return undefined;
  // The real kernel is asked whether it thinks so too, unless the answer would hang there.
  const isFirst = outcomes.length === 1;
  const real = all.at(1)?.kernel === 'real' ? all[1] : undefined;
  return isFirst && last !== 'stuck' ? real : undefined;
}

function settingsOf(
  { only, faults = [] }: CheckOptions,
  { round, seeds }: RunPlan,
): RunSetting[] {
  const first = round * SEEDS_PER_FAULT + 1;
  const real: RunSetting = { kernel: 'real', seed: first };
  if (only === 'real') return [real];
  const plain: RunSetting = { kernel: 'simulated', seed: first };
  const cruel = faults.flatMap((fault) => {
    const length = Math.min(seeds, certainFaults.includes(fault) ? 1 : seeds);
    return Array.from({ length }, (_, index): RunSetting => {
      return { kernel: 'simulated', fault, seed: first + index };
    });
  });
  return [plain, ...(only === 'simulated' ? [] : [real]), ...cruel];
}

/** The result of a check: that of the first run that failed, else that of the first. */
export function resultOf(runs: readonly Run[]): CheckResult {
  const at = runs.findIndex(({ result }) => result.outcome !== 'passed');
  const decisive = runs[Math.max(0, at)];
  if (decisive === undefined) throw new RangeError('a check without a run has no result');
  const note = at < 0 ? undefined : noteOn(decisive, runs.slice(0, at), runs[at + 1]);
  return note === undefined ? decisive.result : { ...decisive.result, note };
}

/** Where the kernels differ. */
function noteOn(
  { setting, result }: Run,
  before: readonly Run[],
  after: Run | undefined,
): string | undefined {
  if (setting.fault !== undefined) {
    return `This is when ${inWords[setting.fault]}, which may happen at any time. Without that the check passes.`;
  }
  if (before.length > 0) return 'On the simulated kernel the check passes.';
  if (after === undefined || after.result.outcome === result.outcome) return undefined;
  return after.result.outcome === 'passed'
    ? 'This is on the simulated kernel. On the real one the check passed, this time.'
    : `This is on the simulated kernel. On the real one: ${after.result.message}`;
}

const inWords: Record<FaultName, string> = {
  'short-send': 'send() takes only a part of the bytes',
  'one-byte-send': 'send() takes one byte at a time',
  'short-recv': 'recv() brings only a part of what has arrived',
  'one-byte-recv': 'recv() brings one byte at a time',
  interrupt: 'signals interrupt the calls that sleep (EINTR)',
  'spurious-readiness': 'a socket is called readable that is not',
  reset: 'the connection is reset in the middle',
  'no-descriptors': 'no descriptor is free (EMFILE)',
  'full-backlog': 'the queue of a listener is full',
};
