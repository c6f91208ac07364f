/**
 * Judges every answer that an exercise ships, again and again, for its gates.
 *
 * How often is a matter of what can differ. The reference is run in every round on both kernels:
 * in the first ones with eight seeds of each fault, then with one more seed each time. The starter
 * and the known mistakes are run in the first three: thrice on the real kernel, and with 24 seeds of
 * each fault. Without faults the simulated kernel does the same for every seed, so a round more
 * would only repeat it. An answer that costs its judge the life (it is stuck, crashes, ends the
 * process) is judged in the first round alone.
 */

import type { JobReport } from './job-record.ts';
import { type JudgeJob, thorough } from './judge-job.ts';
import { judgeJobs } from './judge-jobs.ts';

/** How many rounds are full ones, with eight seeds of each fault. */
const fullRounds = 3;
/** What comes back at all does so in milliseconds. */
const deadlineMs = 4_000;

/** Judges the reference and the other answers of the exercise in `folder`. The reports by file. */
export async function judgeRounds(
  folder: string,
  reference: string,
  others: readonly string[],
  rounds: number,
): Promise<Map<string, JobReport[]>> {
  const isFull = (round: number) => round < fullRounds;
  const all = numbers(rounds).flatMap((round): JudgeJob[] => {
    const job = { ...thorough, round, isRead: false };
    if (!isFull(round)) return [{ ...job, answerFile: reference, seeds: 1 }];
    return [reference, ...others].map((answerFile) => {
      return { ...job, answerFile, onlyIfSteady: answerFile !== reference };
    });
  });
  const reports = await judgeJobs(folder, all, { deadlineMs });
  return new Map(
    [reference, ...others].map((file) => [
      file,
      reports.filter(({ job }) => job.answerFile === file),
    ]),
  );
}

function numbers(to: number): number[] {
  return Array.from({ length: to }, (_, index) => index);
}
