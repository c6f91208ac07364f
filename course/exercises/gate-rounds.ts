/**
 * Judges every answer that an exercise ships, again and again, for its gates.
 *
 * How often is a matter of what can differ. In the first round everything is run: both kernels,
 * all faults, eight seeds of each. After that the reference is run on both kernels, and with one
 * more seed of each fault, which makes more than twenty; the starter and the known mistakes only
 * without faults, on the simulated kernel, with another seed each time. An answer that costs its
 * judge the life (it is stuck, crashes, ends the process) is judged in the first round alone.
 */
import { type JudgeJob, thorough } from './judge-job.ts';
import { type JobReport, judgeJobs } from './judge-jobs.ts';

/** How many rounds are full ones, with eight seeds of each fault. */
const fullRounds = 1;
/** What comes back at all does so in milliseconds. */
const deadlineMs = 4_000;

/** What came of the rounds of one answer. */
export interface Rounds {
  /** The full ones; of the reference all. */
  readonly full: readonly JobReport[];
  /** Without faults, on the simulated kernel alone. */
  readonly plain: readonly JobReport[];
}

/** Judges the reference and the other answers of the exercise in `folder`, by file. */
export async function judgeRounds(
  folder: string,
  reference: string,
  others: readonly string[],
  rounds: number,
): Promise<Map<string, Rounds>> {
  const all = [reference, ...others];
  const first = numbers(0, Math.min(rounds, fullRounds)).flatMap((round) =>
    all.map((answerFile) => ({ ...thorough, answerFile, round, isRead: false })),
  );
  const more = numbers(fullRounds, rounds).flatMap((round): JudgeJob[] => {
    const job = { ...thorough, round, isRead: false };
    return [
      { ...job, answerFile: reference, seeds: 1 },
      ...others.map((answerFile): JudgeJob => {
        return { ...job, answerFile, kernels: 'simulated', seeds: 0, onlyIfSteady: true };
      }),
    ];
  });
  const reports = await judgeJobs(folder, [...first, ...more], { deadlineMs });
  const reportsOf = (file: string, kernels: JudgeJob['kernels']) =>
    reports.filter(({ job }) => job.answerFile === file && job.kernels === kernels);
  return new Map(
    all.map((file) => [
      file,
      { full: reportsOf(file, 'both'), plain: reportsOf(file, 'simulated') },
    ]),
  );
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
