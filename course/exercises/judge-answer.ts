/**
 * The exercise runner: has a reader's answer judged.
 */

import { simulationHere } from '../simulation-here.ts';
import { thorough } from './judge-job.ts';
import { type JobOptions, judgeJobs } from './judge-jobs.ts';
import type { Report } from './report.ts';
import type { JudgingKernels } from './runs.ts';

/** How to judge. */
export interface JudgeOptions extends JobOptions {
  /** On which kernels; on both, if this machine has both. */
  readonly kernels?: JudgingKernels;
}

/**
 * Runs the checks of the exercise in `folder` on `answerFile`.
 * @throws {Error} if the exercise itself is at fault: its checks cannot be loaded.
 * @throws the signal's reason when it is aborted.
 */
export async function judgeAnswer(
  folder: string,
  answerFile: string,
  { kernels = kernelsHere(), ...options }: JudgeOptions = {},
): Promise<Report> {
  const job = { ...thorough, answerFile, kernels };
  const [report] = await judgeJobs(folder, [job], options);
  if (report === undefined) throw new Error('One job has one report');
  const { job: _, judgesLost: __, ...forReader } = report;
  return forReader;
}

function kernelsHere(): JudgingKernels {
  return simulationHere().isSimulated ? 'simulated' : 'both';
}
