/**
 * Has the mutants of an exercise's reference judged by the exercise's own checks, each as if a
 * reader had written it. The checks kill a mutant if one of them fails, in whatever way: it is
 * wrong, it throws, it hangs.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Exercise, root } from '../catalogue.ts';
import type { JobReport } from '../exercises/job-record.ts';
import { type JudgeJob, thorough } from '../exercises/judge-job.ts';
import { judgeJobs } from '../exercises/judge-jobs.ts';
import { referenceFile } from '../exercises/solution.ts';
import { type Mutant, mutate } from './mutate.ts';

/** What comes back at all does so in milliseconds. */
const deadlineMs = 1_500;
/** A judge is told its jobs on its command line, which has an end. */
const jobsAtOnce = 100;

/** What became of the mutants of one exercise. */
export interface Judged {
  readonly exercise: Exercise;
  readonly mutants: readonly Mutant[];
  /** Those that pass all checks. */
  readonly survivors: readonly Mutant[];
  /** How many of the others were stopped, because they would never have come back. */
  readonly stuck: number;
}

/**
 * Judges all mutants of the exercise's reference. `at` is the repository's root.
 * @throws {Error} if the reference itself fails.
 */
export async function judgeMutants(exercise: Exercise, at = root): Promise<Judged> {
  const reference = referenceFile(exercise);
  const { text, mutants } = await mutate(reference, readFileSync(reference, 'utf8'));
  mkdirSync(join(at, '.course'), { recursive: true });
  const folder = mkdtempSync(join(at, '.course', 'mutants-'));
  try {
    const answerFile = join(folder, 'reference.ts');
    writeFileSync(answerFile, text);
    const job: JudgeJob = {
      ...thorough,
      answerFile,
      isRead: false,
      endsWithFirstFailure: true,
    };
    const [unchanged] = await judgeJobs(exercise.folder, [job], { deadlineMs });
    if (!unchanged?.passed) {
      throw new Error(`The reference of ${exercise.id} fails: npm run -s gates`);
    }
    const jobs = mutants.map(({ id }) => ({ ...job, mutant: id }));
    const reports = await inBatches(exercise.folder, jobs);
    return {
      exercise,
      mutants,
      survivors: mutants.filter((_, index) => reports[index]?.passed),
      stuck: reports.filter(({ checks }) => checks.at(-1)?.outcome === 'stuck').length,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function inBatches(
  folder: string,
  jobs: readonly JudgeJob[],
): Promise<JobReport[]> {
  const reports: JobReport[] = [];
  for (let from = 0; from < jobs.length; from += jobsAtOnce) {
    const batch = jobs.slice(from, from + jobsAtOnce);
    reports.push(...(await judgeJobs(folder, batch, { deadlineMs })));
  }
  return reports;
}
