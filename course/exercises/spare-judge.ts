/**
 * One judge in reserve, started and loaded, that waits for its order. It belongs to no exercise.
 *
 * It has read the course's own code when it was started. Who changes that starts the watch anew,
 * as for the watch's own code.
 */
import { JudgeProcess } from './judge-process.ts';

export class SpareJudge {
  readonly #start: () => JudgeProcess;
  #judge: JudgeProcess | undefined;
  #isClosed = false;

  /** `start` starts a judge, whose answers are read. */
  constructor(start: () => JudgeProcess = () => new JudgeProcess(true)) {
    this.#start = start;
  }

  /** Starts a judge, unless one is in reserve. */
  prepare(): void {
    if (this.#isClosed || this.#judge?.isAlive) return;
    this.#judge = this.#start();
  }

  /** The judge in reserve, or a new one if there is none. */
  take(): JudgeProcess {
    const judge = this.#judge;
    this.#judge = undefined;
    return judge?.isAlive ? judge : this.#start();
  }

  /** Ends the judge in reserve. From now on none is started. */
  close(): void {
    this.#isClosed = true;
    this.#judge?.abandon();
  }
}
