/**
 * The exercise runner: has an answer judged, and comes back whatever the answer does.
 *
 * Each check has a deadline. When one is stuck, crashes its process or ends it, the judge is
 * gone; a new one goes on with the check after it.
 */
import { simulationHere } from '../simulation-here.ts';
import { describeStuck, describeUnsettled } from './describe-stuck.ts';
import type { JudgeEvent } from './judge-events.ts';
import { JudgeProcess } from './judge-process.ts';
import { watchProcess } from './process-state.ts';
import { type CheckResult, LOADING, type Report } from './report.ts';
import { type JudgingKernels, type Run, type RunSetting, resultOf } from './runs.ts';

/** How to judge. */
export interface JudgeOptions {
  /** How long a check may take. */
  readonly deadlineMs?: number;
  /** On which kernels; on both, if this machine has both. */
  readonly kernels?: JudgingKernels;
  /** Is told each result as it comes. */
  readonly onResult?: (result: CheckResult) => void;
  /** Ends it at once: then it rejects, and `onResult` is told no more. */
  readonly signal?: AbortSignal;
}

const defaultDeadlineMs = 3_000;
/** How long the real kernel may take for an answer that is known to be wrong. */
const secondOpinionMs = 500;
/** Starting Node and reading the checks is no part of the answer's time. */
const startDeadlineMs = 30_000;

/**
 * Runs the checks of the exercise in `folder` on `answerFile`.
 * @throws {Error} if the exercise itself is at fault: its checks cannot be loaded; and the reason
 *   of `signal`, once that is aborted.
 */
export async function judgeAnswer(
  folder: string,
  answerFile: string,
  options: JudgeOptions = {},
): Promise<Report> {
  const { kernels = simulationHere().isSimulated ? 'simulated' : 'both' } = options;
  const results: CheckResult[] = [];
  let skipped: readonly string[] = [];
  let total = Number.POSITIVE_INFINITY;
  while (results.length < total) {
    options.signal?.throwIfAborted();
    const before = results.length;
    const judge = new JudgeProcess(folder, answerFile, before, kernels);
    const session = new Session(judge, {
      deadlineMs: options.deadlineMs ?? defaultDeadlineMs,
      onResult(result) {
        if (options.signal?.aborted) return;
        results.push(result);
        options.onResult?.(result);
      },
    });
    const abandon = () => judge.abandon();
    options.signal?.addEventListener('abort', abandon);
    total = await session.run();
    skipped = session.skipped;
    options.signal?.removeEventListener('abort', abandon);
    options.signal?.throwIfAborted();
    if (results.at(-1)?.name === LOADING) break;
    if (results.length === before && total > before) {
      throw new Error(`The judge ended by itself, without a result (${session.end})`);
    }
  }
  return {
    checks: results,
    passed: results.length > 0 && results.every(({ outcome }) => outcome === 'passed'),
    ...(kernels === 'simulated' && { skipped }),
  };
}

/** What the runner knows of the part that is being run. */
interface Part {
  readonly name: string;
  readonly setting: RunSetting;
  deadline: number;
  awaiting: boolean;
  idle: boolean;
}

type SessionOptions = Required<Pick<JudgeOptions, 'deadlineMs' | 'onResult'>>;

/** The life of one judge. */
class Session {
  readonly #judge: JudgeProcess;
  readonly #options: SessionOptions;
  #part: Part | undefined;
  /** The runs of the check at hand that are over. */
  #runs: Run[] = [];
  #total = 0;
  /** The checks that mean nothing on these kernels. */
  skipped: readonly string[] = [];
  #exitCode: number | undefined;
  /** What the answer printed while it was loaded: it goes with the first check. */
  #printedEarly: string[] = [];

  constructor(judge: JudgeProcess, options: SessionOptions) {
    this.#judge = judge;
    this.#options = options;
  }

  get end(): string {
    return this.#judge.howItEnded;
  }

  /** Follows the judge to its end. Answers how many checks the exercise has. */
  async run(): Promise<number> {
    try {
      for (;;) {
        const startDeadline = performance.now() + startDeadlineMs;
        const event = await this.#judge.next(this.#part?.deadline ?? startDeadline);
        if (event === 'closed') {
          await this.#onClosed();
          return this.#total;
        }
        if (event === 'late') {
          if (await this.#onLate()) return this.#total;
        } else if (event.event === 'done') {
          return this.#total;
        } else {
          await this.#onEvent(event);
        }
      }
    } finally {
      await this.#judge.kill();
    }
  }

  /** Whether the run at hand is to show whether the real kernel sees the same failure. */
  get #isSecondOpinion(): boolean {
    return this.#runs.some(({ result }) => result.outcome !== 'passed');
  }

  get #deadlineMs(): number {
    const { deadlineMs } = this.#options;
    return this.#isSecondOpinion ? Math.min(secondOpinionMs, deadlineMs) : deadlineMs;
  }

  async #onEvent(event: JudgeEvent): Promise<void> {
    switch (event.event) {
      case 'checks':
        this.#total = event.names.length;
        this.skipped = event.skipped;
        break;
      case 'start':
        this.#part = {
          name: event.part,
          setting: event.setting,
          deadline: performance.now() + this.#deadlineMs,
          awaiting: false,
          idle: false,
        };
        break;
      case 'awaiting':
        if (this.#part) this.#part.awaiting = true;
        break;
      case 'idle':
        if (this.#part) this.#part.idle = true;
        break;
      case 'end': {
        const { event: _, more, ...verdict } = event;
        if (this.#part) await this.#conclude({ name: this.#part.name, ...verdict }, more);
        break;
      }
      case 'exit':
        this.#exitCode = event.code;
        break;
      case 'broken':
        throw new Error(`The exercise itself is broken: ${event.message}`);
    }
  }

  /** Nothing came in time. Answers whether the judge had to be ended for that. */
  async #onLate(): Promise<boolean> {
    const part = this.#part;
    if (part === undefined) {
      throw new Error(`The judge did not start within ${startDeadlineMs / 1000} s`);
    }
    const state = await watchProcess(this.#judge.pid);
    // It has come back while it was watched: in time, then, on so slow a machine.
    if (this.#judge.hasNews) return false;
    await this.#judge.kill();
    if (this.#isSecondOpinion) {
      this.#tell();
      return true;
    }
    const { name, awaiting } = part;
    const afterMs = this.#options.deadlineMs;
    await this.#conclude(describeStuck({ part: name, state, awaiting, afterMs }));
    return true;
  }

  /** The process has ended without having come to the end of the checks. */
  async #onClosed(): Promise<void> {
    const part = this.#part;
    if (part === undefined) return;
    const { name } = part;
    if (part.idle) return this.#conclude(describeUnsettled(name));
    const message =
      this.#exitCode === undefined
        ? `Your code crashed the whole process (${this.end}).`
        : `Your code ended the whole process by process.exit(${this.#exitCode}). Return instead: others may need the process.`;
    return this.#conclude({ name, outcome: 'threw', message });
  }

  /** A run is over, and the check with it unless there are `more` runs of it. */
  async #conclude(result: Omit<CheckResult, 'printed'>, more = false): Promise<void> {
    const setting = this.#part?.setting;
    if (setting === undefined) return;
    const printed = await this.#judge.printed();
    // Between two runs the check goes on: what happens there is part of it, but takes no time.
    if (!more) this.#part = undefined;
    else if (this.#part) this.#part.deadline = performance.now() + startDeadlineMs;
    if (result.name === LOADING && result.outcome === 'passed') {
      this.#printedEarly = printed;
      return;
    }
    this.#runs.push({ setting, result: { ...result, printed } });
    if (!more) this.#tell();
  }

  /** Tells what the runs of the check have shown. */
  #tell(): void {
    const verdict = resultOf(this.#runs);
    this.#runs = [];
    this.#options.onResult({
      ...verdict,
      printed: [...this.#printedEarly, ...verdict.printed],
    });
    this.#printedEarly = [];
  }
}
