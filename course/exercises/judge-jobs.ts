/**
 * Has many answers of an exercise judged, and comes back whatever they do.
 *
 * One judge after the other is started: as long as nobody is stuck, crashes or ends the process,
 * the first does it all. Else the next one goes on with the check after that.
 */

import type { Verdict } from './judge-events.ts';
import type { JudgeJob } from './judge-job.ts';
import { JudgeProcess } from './judge-process.ts';
import { JudgeSession } from './judge-session.ts';
import { type CheckResult, LOADING, type Report } from './report.ts';

/** What has come of one job. */
export interface JobReport extends Report {
  readonly job: JudgeJob;
  /** How many judges it has cost: answers that are stuck or crash need one more each time. */
  readonly judgesLost: number;
}

/** How to judge. */
export interface JobOptions {
  /**
   * How long a check may take, in ms of the answer's own time; 3,000 if not given. A reader's
   * answer that has already been stuck gets at most 1,000 for each check after that.
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
  let records = jobs.map((job) => new JobRecord(job, tell));
  for (let at = 0; at < records.length; ) {
    signal?.throwIfAborted();
    const rest = records.slice(at).map((record) => record.rest());
    const judge = startJudge(rest.some(({ isRead }) => isRead));
    judge.give({ folder, jobs: rest });
    const abandon = () => judge.abandon();
    signal?.addEventListener('abort', abandon);
    const current = () => records[at] as JobRecord;
    const before = at;
    const known = current().count;
    let isRevised = false;
    const limitMs = current().wasStuck
      ? Math.min(deadlineMs, deadlineOnceStuckMs)
      : deadlineMs;
    const session = new JudgeSession(judge, limitMs, () => current().answerFile, {
      onChecks: (names, skipped) => current().begin(names, skipped),
      onResult: (result) => current().add(result),
      onLate(job, check, verdict) {
        isRevised = true;
        records[before + job]?.revise(check, verdict);
      },
      onDone: () => {
        at += 1;
      },
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
  return records.map((record) => record.report());
}

/** What is known of one job so far. */
class JobRecord {
  readonly #job: JudgeJob;
  readonly #onResult: (result: CheckResult) => void;
  readonly #results: CheckResult[] = [];
  #skipped: readonly string[] = [];
  #total = Number.POSITIVE_INFINITY;
  judgesLost = 0;

  constructor(job: JudgeJob, onResult: (result: CheckResult) => void) {
    this.#job = job;
    this.#onResult = onResult;
  }

  /** Whether nobody wants it, now that the other has cost a judge. */
  isLeftOutAfter({ answerFile }: JobRecord): boolean {
    return this.#job.onlyIfSteady === true && this.answerFile === answerFile;
  }

  get answerFile(): string {
    return this.#job.answerFile;
  }

  /** Whether a reader waits for it, and one of its checks was stuck. */
  get wasStuck(): boolean {
    const stuck = this.#results.some(({ outcome }) => outcome === 'stuck');
    return this.#job.isRead && stuck;
  }

  /** How many checks are judged. */
  get count(): number {
    return this.#results.length;
  }

  get isComplete(): boolean {
    const last = this.#results.at(-1);
    const hasFailed = last !== undefined && last.outcome !== 'passed';
    if (hasFailed && this.#job.endsWithFirstFailure) return true;
    return last?.name === LOADING || this.count >= this.#total;
  }

  /** The job, without what is judged already. */
  rest(): JudgeJob {
    return { ...this.#job, firstCheck: this.#job.firstCheck + this.count };
  }

  begin(names: readonly string[], skipped: readonly string[]): void {
    this.#total = names.length - this.#job.firstCheck;
    this.#skipped = skipped;
  }

  add(result: CheckResult): void {
    this.#results.push(result);
    this.#onResult(result);
  }

  /** What a check has left behind has thrown: it has not passed. */
  revise(check: string, { message, ...verdict }: Verdict): void {
    const index = this.#results.findIndex(({ name }) => name === check);
    const before = this.#results[index];
    if (before?.outcome !== 'passed') return;
    const result = {
      ...before,
      ...verdict,
      message: `${message} (Thrown after your code had returned, by something that it had left behind.)`,
    };
    this.#results[index] = result;
    this.#onResult(result);
  }

  report(): JobReport {
    const checks = this.#results;
    return {
      job: this.#job,
      checks,
      passed: checks.length > 0 && checks.every(({ outcome }) => outcome === 'passed'),
      ...(this.#job.kernels === 'simulated' && { skipped: this.#skipped }),
      judgesLost: this.judgesLost,
    };
  }
}
