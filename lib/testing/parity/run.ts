/**
 * Runs a random program on one kernel, and on two, and finds where they differ.
 *
 * On the real kernel what is sent over loopback has nearly always arrived when the call returns. On the
 * simulated one it takes virtual time. So before each step that can see it, everything arrives:
 * both kernels are asked the same question at the same point.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeadlockError } from '../../sim/index.ts';
import type { Kernel } from '../../sys/index.ts';
import { perform, rankOf } from './perform.ts';
import type { Outcome, Step } from './step.ts';
import { type OpenFile, type Pace, World } from './world.ts';

// #region pace
/** In virtual time longer than all that can be on its way; far less than TCP waits to try again. */
const virtualPace: Pace = {
  settle: (kernel) => kernel.poll(null, 0, 5),
  patienceMs: 5,
};

/** In real time: no wait at all, or so many ms after each step. */
function realPace(settleMs: number): Pace {
  if (settleMs === 0) return { settle: () => {}, patienceMs: 0 };
  return { settle: (kernel) => kernel.poll(null, 0, settleMs), patienceMs: 0 };
}
// #endregion

// #region difference
/** Where two kernels part, and what led there. */
export interface Difference {
  /** The steps that both did, the last of which they answered differently. */
  readonly calls: readonly { readonly call: string; readonly answer: string }[];
  /** What the real kernel answered to the last step. */
  readonly real: string;
  /** What the simulated one answered. */
  readonly simulated: string;
}
// #endregion

// #region run
/** Runs a program from the beginning, on a kernel where nothing of it is open. */
export function* runProgram(
  kernel: Kernel,
  program: readonly Step[],
  pace: Pace,
): Generator<Outcome, void> {
  let folder: string | undefined;
  let paths = 0;
  const world = new World(kernel, pace, () => {
    folder ??= mkdtempSync(join(tmpdir(), 'parity-'));
    return join(folder, String(paths++));
  });
  let last: OpenFile | undefined;
  try {
    for (const step of program) {
      const rank = rankOf(world, step);
      const file = rank === undefined ? undefined : world.file(rank);
      if (arrives(step, file !== undefined && file === last)) pace.settle(kernel);
      last = step.step === 'send' || step.step === 'shutdown' ? file : undefined;
      yield perform(world, step);
    }
  } finally {
    world.end();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  }
}

/**
 * Whether everything has to arrive before the step, for both kernels to answer it alike. Not
 * before close(), which sees nothing of it, where its own file has sent.
 */
function arrives(step: Step, sameFile: boolean): boolean {
  if (step.step === 'close') return !(step.rush && sameFile);
  return !('patient' in step && step.patient);
}
// #endregion

// #region compare-once
/** Runs a program on both, step by step, until they differ or it is over. */
function compareOnce(
  program: readonly Step[],
  real: Kernel,
  simulated: Kernel,
  pace: Pace,
): Difference | undefined {
  const calls: { call: string; answer: string }[] = [];
  const realRun = runProgram(real, program, pace);
  const simulatedRun = runProgram(simulated, program, virtualPace);
  try {
    for (const one of realRun) {
      calls.push({ call: one.call, answer: one.answer });
      const other = nextOf(simulatedRun);
      if (typeof other === 'string') {
        return { calls, real: one.answer, simulated: other };
      }
      const same = one.call === other.call && isAllowed(one, other);
      if (!same) {
        const [shown, otherShown] =
          one.call === other.call
            ? [one.answer, other.answer]
            : [`${one.call} ${one.answer}`, `${other.call} ${other.answer}`];
        return { calls, real: shown, simulated: otherShown };
      }
    }
  } finally {
    realRun.return();
    simulatedRun.return();
  }
  return undefined;
}

/** What came of the next step; or, of a call that would sleep for ever, which it is. */
function nextOf(run: Generator<Outcome, void>): Outcome | string {
  try {
    const { value } = run.next();
    return value ?? 'nothing: its program is over';
  } catch (error) {
    if (!(error instanceof DeadlockError)) throw error;
    const [sleeper = ''] = error.message.split(':');
    return sleeper;
  }
}

/**
 * Whether the simulated kernel may answer so where the real one answered otherwise.
 *
 * What no man page promises, and differs: how many bytes full buffers hold, and so how many a
 * non-blocking send takes of them, how many one recv finds, and when there is room again. All that
 * is left out of the rough answer, which is the exact one until a program fills a buffer.
 */
function isAllowed(real: Outcome, simulated: Outcome): boolean {
  return real.rough === simulated.rough;
}
// #endregion

// #region compare
/**
 * Runs a program on both kernels and answers where they differ, if they do. A difference counts
 * only if it lasts when the real kernel is given time after each step: what is sent over
 * loopback has not always arrived when the call returns. `surely` gives it plenty.
 */
export function compare(
  program: readonly Step[],
  real: Kernel,
  createSimulated: () => Kernel,
  surely: boolean,
): Difference | undefined {
  let difference: Difference | undefined;
  for (const settleMs of surely ? [0, 2, 20] : [0, 2]) {
    difference = compareOnce(program, real, createSimulated(), realPace(settleMs));
    if (difference === undefined) return undefined;
  }
  return difference;
}
// #endregion
