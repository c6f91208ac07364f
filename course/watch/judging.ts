/**
 * Has the newest answer judged. What is being judged when a newer one comes is abandoned.
 *
 * Most of the time from a save to the result would go into starting a judge. So when a result is
 * there, the judge for the next save is started.
 */
import type { Exercise } from '../catalogue.ts';
import { answerFile } from '../exercises/answer-file.ts';
import { judgeAnswer } from '../exercises/judge-answer.ts';
import { recognise } from '../exercises/mistakes.ts';
import type { CheckResult } from '../exercises/report.ts';
import { SpareJudge } from '../exercises/spare-judge.ts';
import type { Run } from './state.ts';

export class Judging {
  readonly #onRun: (run: Run) => void;
  readonly #spare = new SpareJudge();
  #current: AbortController | undefined;

  /** `onRun` is told how it goes: each result, and at last the report. */
  constructor(onRun: (run: Run) => void) {
    this.#onRun = onRun;
  }

  /**
   * Begins to judge the exercise's answer. `before` is what the reader sees until there is a
   * first result; of a mistake that they cannot have made, the starter's, nothing is said.
   */
  start(exercise: Exercise, isStarter: boolean, before: Run | undefined): void {
    this.stop();
    const controller = new AbortController();
    this.#current = controller;
    void this.#judge(exercise, isStarter, before, controller.signal);
  }

  /** Abandons what is being judged, if anything is. */
  stop(): void {
    this.#current?.abort();
    this.#current = undefined;
  }

  /** Abandons it, and what is kept ready. */
  close(): void {
    this.stop();
    this.#spare.close();
  }

  async #judge(
    exercise: Exercise,
    isStarter: boolean,
    before: Run | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const at = new Date().toTimeString().slice(0, 8);
    const begin = performance.now();
    const results: CheckResult[] = [];
    this.#onRun({ kind: 'running', results, before });
    try {
      const report = await judgeAnswer(exercise.folder, answerFile(exercise), {
        signal,
        startJudge: () => this.#spare.take(),
        onResult: (result) => {
          results.push(result);
          this.#onRun({ kind: 'running', results: [...results] });
        },
      });
      // The abandonment may have come when the last result was on its way.
      signal.throwIfAborted();
      const mistake = isStarter ? undefined : recognise(exercise.folder, report);
      const seconds = (performance.now() - begin) / 1000;
      this.#onRun({ kind: 'finished', report, mistake, at, seconds });
    } catch (error) {
      if (signal.aborted) return;
      // The exercise is at fault, or the machine. Neither is a reason to stop watching.
      this.#onRun({ kind: 'trouble', message: (error as Error).message });
    } finally {
      if (!signal.aborted) this.#spare.prepare();
    }
  }
}
