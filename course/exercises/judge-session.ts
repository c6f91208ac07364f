/**
 * The life of one judge, from its start to its end: follows what it tells, watches over the time
 * that each part takes, and finds out what has become of a judge that says no more.
 */
import { describeKnownLoop, describeStuck, describeUnsettled } from './describe-stuck.ts';
import type { JudgeEvent, Verdict } from './judge-events.ts';
import type { JudgeProcess } from './judge-process.ts';
import { isStillAt } from './known-loop.ts';
import { PartTime } from './part-time.ts';
import { placeIn } from './place-in.ts';
import { watchProcess } from './process-state.ts';
import { type CheckResult, LOADING } from './report.ts';
import { type Run, type RunSetting, resultOf } from './runs.ts';

/** Whom a session tells what it finds out, job by job. */
export interface SessionListener {
  /** A job begins: its checks, and those that are not run. */
  onChecks(names: readonly string[], skipped: readonly string[]): void;
  onResult(result: CheckResult): void;
  /** A check has passed, and what it left behind has thrown since. */
  onLate(job: number, check: string, verdict: Verdict): void;
  onDone(): void;
  /** A part takes long: the judge may be lost to it. */
  onSlow(): void;
}

/** What a session works with. */
export interface SessionSetting {
  /** How long each part may take. */
  readonly deadlineMs: number;
  /** The file whose lines a learner is told. */
  readonly answerFile: () => string;
  /** The place of the endless loop in which the answer was caught at an earlier check. */
  readonly loopAt: string | undefined;
}

/** How long the real kernel may take for an answer that is known to be wrong. */
const secondOpinionMs = 500;
/** Starting Node and reading the checks is no part of the answer's time. */
const startDeadlineMs = 30_000;
/** How long the watchdog may take to find out where an endless loop is. */
const stackWithinMs = 1_000;

/** What the runner knows of the part that is being run. */
interface Part {
  readonly name: string;
  readonly setting: RunSetting;
  time: PartTime;
  awaiting: boolean;
  idle: boolean;
}

export class JudgeSession {
  readonly #judge: JudgeProcess;
  readonly #setting: SessionSetting;
  readonly #listener: SessionListener;
  #part: Part | undefined;
  /** The runs of the check at hand that are over. */
  #runs: Run[] = [];
  #exit: { code: number; where?: string } | undefined;
  /** What the answer printed while it was loaded: it goes with the first check. */
  #printedEarly: string[] = [];

  /** Follows `judge`. */
  constructor(judge: JudgeProcess, setting: SessionSetting, listener: SessionListener) {
    this.#judge = judge;
    this.#setting = setting;
    this.#listener = listener;
  }

  /** Follows the judge to its end, whichever. Throws Error if the exercise is at fault. */
  async run(): Promise<void> {
    try {
      for (;;) {
        const startDeadline = performance.now() + startDeadlineMs;
        const event = await this.#judge.next(this.#part?.time.deadline ?? startDeadline);
        if (event === 'closed') return await this.#onClosed();
        if (event === 'late') {
          if (await this.#onTimeUp()) return;
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

  async #onEvent(event: JudgeEvent): Promise<void> {
    switch (event.event) {
      case 'checks':
        return this.#listener.onChecks(event.names, event.skipped);
      case 'start':
        this.#part = {
          name: event.part,
          setting: event.setting,
          time: this.#timeForPart(),
          awaiting: false,
          idle: false,
        };
        return;
      case 'awaiting':
        if (this.#part) this.#part.awaiting = true;
        return;
      case 'idle':
        if (this.#part) this.#part.idle = true;
        return;
      case 'end': {
        const { event: _, more, ...verdict } = event;
        if (this.#part) await this.#conclude({ name: this.#part.name, ...verdict }, more);
        return;
      }
      case 'late':
        // The part at hand is not to blame. It is run again.
        this.#part = undefined;
        return this.#listener.onLate(event.job, event.part, event.verdict);
      case 'done':
        this.#part = undefined;
        this.#printedEarly = [];
        return this.#listener.onDone();
      case 'exit':
        this.#exit = event;
        return;
      case 'broken':
        throw new Error(`The exercise itself is broken: ${event.message}`);
    }
  }

  #timeForPart(): PartTime {
    const { deadlineMs } = this.#setting;
    return new PartTime(
      this.#isSecondOpinion ? Math.min(secondOpinionMs, deadlineMs) : deadlineMs,
    );
  }

  /** Nothing came in time. Answers whether the judge had to be ended for that. */
  async #onTimeUp(): Promise<boolean> {
    const part = this.#part;
    if (part === undefined) {
      throw new Error(`The judge did not start within ${startDeadlineMs / 1000} s`);
    }
    const { pid } = this.#judge;
    if (await part.time.goesOn(pid)) {
      this.#listener.onSlow();
      return this.#endKnownLoop(part);
    }
    const state = await watchProcess(pid);
    const stack = state.kind === 'asleep' ? '' : await this.#judge.stack(stackWithinMs);
    // It has come back while it was watched: in time, then, on so slow a machine.
    if (this.#judge.hasNews) return false;
    await this.#judge.kill();
    if (this.#isSecondOpinion) {
      this.#tell();
      return true;
    }
    const { name, awaiting } = part;
    const where = placeIn(this.#setting.answerFile(), stack);
    await this.#conclude({
      ...describeStuck({
        part: name,
        state,
        awaiting,
        afterMs: this.#setting.deadlineMs,
      }),
      ...(where !== undefined && { where }),
    });
    return true;
  }

  /** Ends the judge if the answer is in the loop in which it was caught before. Answers whether it is. */
  async #endKnownLoop({ name }: Part): Promise<boolean> {
    const { loopAt, answerFile } = this.#setting;
    if (loopAt === undefined || this.#isSecondOpinion) return false;
    if (!(await isStillAt(loopAt, this.#judge, answerFile()))) return false;
    await this.#judge.kill();
    await this.#conclude({ ...describeKnownLoop(name), where: loopAt });
    return true;
  }

  /** The process has ended; if a part was being run, it was the answer's doing. */
  async #onClosed(): Promise<void> {
    const part = this.#part;
    if (part === undefined) return;
    const { name } = part;
    if (part.idle) return this.#conclude(describeUnsettled(name));
    if (this.#exit === undefined) {
      const message = describeCrash(this.#judge.howItEnded);
      return this.#conclude({ name, outcome: 'threw', message });
    }
    const { code, where } = this.#exit;
    const message = `Your code ended the whole process by process.exit(${code}). Return instead: others may need the process.`;
    const place = where !== undefined && { where };
    return this.#conclude({ name, outcome: 'threw', message, ...place });
  }

  /** A run is over, and the check with it unless there are `more` runs of it. */
  async #conclude(result: Omit<CheckResult, 'printed'>, more = false): Promise<void> {
    const setting = this.#part?.setting;
    if (setting === undefined) return;
    const printed = await this.#judge.printed();
    // Between two runs the check goes on: what happens there is part of it, but takes no time.
    if (!more) this.#part = undefined;
    else if (this.#part) this.#part.time = new PartTime(startDeadlineMs);
    if (result.name === LOADING && result.outcome === 'passed') {
      this.#printedEarly = printed;
      return;
    }
    this.#runs.push({ setting, result: { ...result, printed } });
    if (!more) this.#tell();
  }

  /** Tells what the runs of the check have shown. */
  #tell(): void {
    const result = resultOf(this.#runs);
    this.#runs = [];
    const printed = [...this.#printedEarly, ...result.printed];
    this.#listener.onResult({ ...result, printed });
    this.#printedEarly = [];
  }
}

/** What is said of a crash. Node, in the same process, aborts when a descriptor of its own is gone. */
function describeCrash(howItEnded: string): string {
  const crashed = `Your code crashed the whole process (${howItEnded}).`;
  if (howItEnded !== 'SIGABRT') return crashed;
  return `${crashed} That is how Node ends when a descriptor of its own has been closed. Does your code close one that is not its own?`;
}
