/**
 * The parts of the judge's work: each loads an answer or runs one check on it once, and tells how
 * that went.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import { currentKernel, runOn, SystemError } from '../../lib/sys/index.ts';
import { stopPeers, takeThrownWrong } from '../../lib/testing/index.ts';
import { describeError } from './describe-error.ts';
import { END_OF_PART, type Verdict } from './judge-events.ts';
import type { JudgeJob } from './judge-job.ts';
import { tell } from './judge-wire.ts';
import { JudgedKernel } from './judged-kernel.ts';
import { LastCalls } from './last-calls.ts';
import { placeIn } from './place-in.ts';
import { LOADING, type Outcome } from './report.ts';
import type { RunSetting } from './runs.ts';

/** Which part it is; a timer that the answer sets in it remembers it. */
interface Part {
  readonly name: string;
  readonly job: number;
}

export class Parts {
  readonly #folder: string;
  /** What runs now, and in what ran before and left something behind. */
  readonly #context = new AsyncLocalStorage<Part>();
  #answerFile = '';
  #isRead = false;
  #job = 0;
  #current: Part | undefined;
  #hasCrashed = false;

  /** Parts of the exercise in `folder`. There is one of this class in a process. */
  constructor(folder: string) {
    this.#folder = folder;
    process.on('beforeExit', () => tell({ event: 'idle' }));
    process.on('exit', (code) => {
      const where = placeIn(this.#answerFile, new Error().stack);
      tell({ event: 'exit', code, ...(where !== undefined && { where }) });
    });
    process.on('uncaughtException', (error) => this.#onCrash(error));
  }

  /** What comes now belongs to this job. */
  begin({ answerFile, isRead }: JudgeJob, number: number): void {
    this.#answerFile = answerFile;
    this.#isRead = isRead;
    this.#job = number;
  }

  /** Runs one part and tells how it went. `next` answers what is to be run after that outcome. */
  async run(
    name: string,
    setting: RunSetting,
    next: (outcome: Outcome) => RunSetting | undefined,
    run: () => void | Promise<void>,
  ): Promise<Outcome> {
    tell({ event: 'start', part: name, setting });
    this.#current = { name, job: this.#job };
    const before = pendingWork();
    const verdict = await this.#context.run(this.#current, () =>
      this.#verdictOn(name, setting, run),
    );
    await this.#letGo(before);
    tell({ event: 'end', ...verdict, more: next(verdict.outcome) !== undefined });
    if (setting.kernel === 'real') stopPeers();
    await this.#endOutput();
    return verdict.outcome;
  }

  /**
   * What the answer has left behind for the event loop belongs to this part: a timer of 0 ms (in
   * Node 1 ms) or a promise that nobody handles may yet throw.
   */
  async #letGo(before: number): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (pendingWork() > before) await setTimeout(1);
    if (this.#hasCrashed) await never;
  }

  async #verdictOn(
    part: string,
    { kernel, fault, seed }: RunSetting,
    run: () => void | Promise<void>,
  ): Promise<Verdict> {
    const simulated = kernel === 'real' ? undefined : new JudgedKernel(seed, fault);
    const calls = new LastCalls(simulated ?? currentKernel());
    takeThrownWrong();
    try {
      const result = simulated === undefined ? run() : runOn(simulated, run);
      if (result instanceof Promise) {
        // What comes after an `await` would be on the real kernel.
        if (simulated !== undefined) return breakOff(part);
        tell({ event: 'awaiting' });
        await result;
      }
      if (simulated?.stuck !== undefined) throw simulated.stuck;
      const caught = takeThrownWrong();
      if (caught !== undefined) throw caught;
      return { outcome: 'passed', message: '' };
    } catch (error) {
      const description = this.#describe(simulated?.stuck ?? error);
      // An error of the program's own says all there is to say.
      const isOwn = description.outcome === 'threw' && !(error instanceof SystemError);
      const trace = isOwn || !this.#isRead ? [] : calls.lines();
      return trace.length === 0 ? description : { trace, ...description };
    } finally {
      calls.stop();
      // The next part is to find the descriptors as this one did.
      if (kernel === 'real' && part !== LOADING) calls.closeWhatIsOpen();
    }
  }

  #describe(error: unknown): Verdict {
    return describeError(error, this.#folder, this.#answerFile);
  }

  /**
   * An error that no call can catch, from a timer or a forgotten promise, ends the part that left
   * it behind; and this process, because nobody knows what state it is in.
   */
  #onCrash(error: unknown): void {
    this.#hasCrashed = true;
    const verdict = this.#describe(error);
    const { job, name } = this.#context.getStore() ?? this.#current ?? nobody;
    const isOfThisCheck =
      job === this.#job && [this.#current?.name, LOADING].includes(name);
    if (isOfThisCheck) tell({ event: 'end', ...verdict, more: false });
    else tell({ event: 'late', job, part: name, verdict });
    void this.#endOutput().then(() => process.exit());
  }

  /** Marks the end of the part in both outputs, after everything that was printed before. */
  async #endOutput(): Promise<void> {
    if (!this.#isRead) return;
    for (const stream of [process.stdout, process.stderr]) {
      await new Promise<void>((resolve) => stream.write(END_OF_PART, () => resolve()));
    }
  }
}

const nobody: Part = { name: LOADING, job: 0 };
const never = new Promise<never>(() => {});

/** How much there is that the event loop waits for. */
function pendingWork(): number {
  return process.getActiveResourcesInfo().length;
}

function breakOff(part: string): never {
  const message = `the check "${part}" awaits something. Mark it with { only: 'real' }`;
  tell({ event: 'broken', message });
  process.exit();
}
