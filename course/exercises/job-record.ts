/**
 * What is known of one job while it is being judged, by however many judges.
 */
import type { Verdict } from './judge-events.ts';
import type { JudgeJob } from './judge-job.ts';
import { type CheckResult, LOADING, type Report } from './report.ts';

/** What has come of one job. */
export interface JobReport extends Report {
  readonly job: JudgeJob;
  /** How many judges it has cost: answers that are stuck or crash need one more each time. */
  readonly judgesLost: number;
}

/** Its results so far, and what is left to be judged. */
export class JobRecord {
  readonly #job: JudgeJob;
  readonly #onResult: (result: CheckResult) => void;
  readonly #results: CheckResult[] = [];
  #skipped: readonly string[] = [];
  #total = Number.POSITIVE_INFINITY;
  /** How many judges it has cost so far. */
  judgesLost = 0;

  /** `onResult` is told each result, and again if it turns out to have been too good. */
  constructor(job: JudgeJob, onResult: (result: CheckResult) => void) {
    this.#job = job;
    this.#onResult = onResult;
  }

  /** Whether nobody wants it, now that the other has cost a judge. */
  isLeftOutAfter({ answerFile }: JobRecord): boolean {
    return this.#job.onlyIfSteady === true && this.answerFile === answerFile;
  }

  /** The absolute path of the answer. */
  get answerFile(): string {
    return this.#job.answerFile;
  }

  /** Whether a reader waits for it, and one of its checks was stuck. */
  get wasStuck(): boolean {
    const stuck = this.#results.some(({ outcome }) => outcome === 'stuck');
    return this.#job.isRead && stuck;
  }

  /** Where the answer was caught in an endless loop last, if a reader waits for it. */
  get loopAt(): string | undefined {
    if (!this.#job.isRead) return undefined;
    return this.#results.findLast(({ stuck }) => stuck === 'running')?.where;
  }

  /** How many checks are judged. */
  get count(): number {
    return this.#results.length;
  }

  /** Whether there is nothing left to judge. */
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

  /** Takes note of its checks, and of those that are left out. */
  begin(names: readonly string[], skipped: readonly string[]): void {
    this.#total = names.length - this.#job.firstCheck;
    this.#skipped = skipped;
  }

  /** Takes the next result. */
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

  /** All that has come of it. */
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
