/**
 * Has many answers of an exercise judged, and comes back whatever they do.
 *
 * One judge after the other is started: as long as nobody is stuck, crashes or ends the process,
 * the first does it all. Else the next one goes on with the check after that.
 */

import { JobRecord, type JobReport } from './job-record.ts';
import type { JudgeJob } from './judge-job.ts';
import { JudgeProcess } from './judge-process.ts';
import { JudgeSession } from './judge-session.ts';
import type { CheckResult } from './report.ts';
import { SpareJudge } from './spare-judge.ts';

/** How to judge. */
export interface JobOptions {
  /**
   * How long a check may take, in ms of the answer's own time; 3,000 if not given. A reader's
   * answer that has already been stuck gets at most 1,000 for each check after that, and a third of
   * it in an endless loop in which it has been caught before.
   */
  readonly deadlineMs?: number;
  /** Is told each result as it comes, and again if it turns out to have been too good. */
  readonly onResult?: (result: CheckResult) => void;
  /** Where a judge comes from whose answers are read, or not; a new one if not given. */
  readonly startJudge?: (isRead: boolean) => JudgeProcess;
  /** Ends it at once: then it rejects, and `onResult` is told no more. */
  readonly signal?: AbortSignal;
}

const defaultDeadlineMs = 3_000;
/** An endless loop mostly meets every check, and somebody waits for the last one. */
const deadlineOnceStuckMs = 1_000;

/**
 * Judges answers of the exercise in `folder`, in their order. There is no report of those that
 * are left out.
 * @throws {Error} if the exercise itself is at fault: its checks cannot be loaded.
 * @throws the signal's reason when it is aborted.
 */
export async function judgeJobs(
  folder: string,
  jobs: readonly JudgeJob[],
  {
    deadlineMs = defaultDeadlineMs,
    startJudge = (isRead) => new JudgeProcess(isRead),
    onResult,
    signal,
  }: JobOptions = {},
): Promise<JobReport[]> {
  const tell = (result: CheckResult) => {
    if (!signal?.aborted) onResult?.(result);
  };
  const isRead = jobs.some((job) => job.isRead);
  const spare = new SpareJudge(() => startJudge(isRead));
  // Where somebody waits, the next judge is started as soon as this one may be lost.
  const prepareNext = () => {
    if (isRead) spare.prepare();
  };
  try {
    const records = jobs.map((job) => new JobRecord(job, tell));
    const judged = await judgeRecords(records, {
      folder,
      deadlineMs,
      spare,
      prepareNext,
      signal,
    });
    return judged.map((record) => record.report());
  } finally {
    spare.close();
  }
}

interface RecordOptions {
  readonly folder: string;
  readonly deadlineMs: number;
  readonly spare: SpareJudge;
  readonly prepareNext: () => void;
  readonly signal: AbortSignal | undefined;
}

/** Answers the records, but for those that are left out. */
async function judgeRecords(
  all: readonly JobRecord[],
  { folder, deadlineMs, spare, prepareNext, signal }: RecordOptions,
): Promise<readonly JobRecord[]> {
  let records = all;
  for (let at = 0; at < records.length; ) {
    signal?.throwIfAborted();
    const judge = spare.take();
    judge.give({ folder, jobs: records.slice(at).map((record) => record.rest()) });
    // Who has cost one judge may well cost the next.
    if ((records[at]?.judgesLost ?? 0) > 0) prepareNext();
    const abandon = () => judge.abandon();
    signal?.addEventListener('abort', abandon);
    const current = () => records[at] as JobRecord;
    const before = at;
    const known = current().count;
    let isRevised = false;
    const { wasStuck, loopAt } = current();
    const setting = {
      deadlineMs: wasStuck ? Math.min(deadlineMs, deadlineOnceStuckMs) : deadlineMs,
      answerFile: () => current().answerFile,
      loopAt,
    };
    const session = new JudgeSession(judge, setting, {
      onChecks: (names, skipped) => current().begin(names, skipped),
      onResult: (result) => current().add(result),
      onLate(job, check, verdict) {
        isRevised = true;
        records[before + job]?.revise(check, verdict);
      },
      onDone: () => {
        at += 1;
      },
      onSlow: prepareNext,
    });
    try {
      await session.run();
    } finally {
      signal?.removeEventListener('abort', abandon);
    }
    signal?.throwIfAborted();
    if (at === records.length) break;
    const record = current();
    record.judgesLost += 1;
    records = records.filter(
      (each, index) => index <= at || !each.isLeftOutAfter(record),
    );
    if (at === before && record.count === known && !isRevised) {
      throw new Error(
        `The judge ended by itself, without a result (${judge.howItEnded})`,
      );
    }
    if (record.isComplete) at += 1;
  }
  return records;
}
