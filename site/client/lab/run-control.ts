/** The buttons that run a program and stop it, and what is under way between the two. */

import { element } from '../browser/element.ts';
import type { Compiler } from './compile/compiler.ts';
import type { Texts } from './compile/messages.ts';
import type { TypeProblem } from './compile/type-checker.ts';
import { MissingError } from './fetching/missing.ts';
import { withChoice } from './machine-data.ts';
import {
  type Outcome,
  outcomeOf,
  outcomeOfStop,
  outcomeOfTypes,
  timeText,
} from './outcome.ts';
import type { CompiledFile } from './program/compiled-file.ts';
import type { IdleSliders, LabProgram } from './program/lab-data.ts';
import type { Result } from './result.ts';
import { type RunEnd, Running } from './run/running.ts';
import type { LabSettings } from './settings-text.ts';

/** What a run needs of the workspace, and what it tells it. */
interface RunEvents {
  /** The files as they are now. */
  readonly texts: () => Texts;
  readonly settings: () => LabSettings;
  /** What is wrong with the types of the files: nothing, or it is not run. */
  readonly onTypes: (problems: readonly TypeProblem[]) => void;
  /** It has come to its own end, the files are still what was run, and these sliders did nothing. */
  readonly onIdle: (idle: IdleSliders) => void;
  /** It is over, by itself or not, and the files are still what was run. */
  readonly onEnd: (outcome: Outcome) => void;
}

export class RunControl {
  readonly run = element('button', { type: 'button', class: 'lab-run' }, 'Run');
  readonly stop = element('button', { type: 'button', disabled: true }, 'Stop');
  readonly #program: LabProgram;
  readonly #compiler: Compiler;
  readonly #runner: string;
  readonly #result: Result;
  readonly #events: RunEvents;
  #running: Running | undefined;
  /** Which run it is: what an earlier one still has to say is not shown. */
  #runs = 0;

  /** `runner` is the address of the worker's script; what is seen of a run is put into `result`. */
  constructor(
    program: LabProgram,
    compiler: Compiler,
    runner: string,
    result: Result,
    events: RunEvents,
  ) {
    this.#program = program;
    this.#compiler = compiler;
    this.#runner = runner;
    this.#result = result;
    this.#events = events;
    this.run.addEventListener('click', () => void this.start());
    this.stop.addEventListener('click', () => this.end());
  }

  /** Compiles the files, and runs them if nothing is wrong with them. Does nothing while it does. */
  async start(): Promise<void> {
    if (this.run.disabled) return;
    this.#runs += 1;
    const run = this.#runs;
    this.#showRunning(true);
    this.#result.begin();
    this.#result.progress('Compiling …');
    this.#compiler.startAgain();
    try {
      const files = this.#events.texts();
      const { problems, compiled } = await this.#compiler.answer({
        kind: 'compile',
        files,
      });
      if (run !== this.#runs) return;
      this.#events.onTypes(problems);
      if (problems.length > 0) this.#over(outcomeOfTypes(problems));
      else this.#begin(compiled, files);
    } catch (error) {
      if (run !== this.#runs) return;
      this.#over(outcomeOfNoCompiler(error));
    }
  }

  /** The reader wants no more of it, be it a run or what is compiled for one. */
  end(): void {
    if (this.#running !== undefined) this.#running.stop();
    else if (this.run.disabled) {
      this.#runs += 1;
      this.#over(outcomeOfStop('reader', 0));
    }
  }

  #begin(files: readonly CompiledFile[], texts: Texts): void {
    const { file, simulation } = this.#program;
    const settings = this.#events.settings();
    const job = {
      entry: file,
      files,
      options: settings.options ?? this.#program.options,
      simulation: withChoice(simulation, settings),
    };
    this.#result.progress('Running …');
    this.#running = new Running(this.#runner, job, {
      onOutput: (text, atMs) => this.#result.output(text, atMs),
      onProgress: (nowMs, calls) =>
        this.#result.progress(
          `Running: ${timeText(nowMs)} of virtual time, ${calls.toLocaleString('en')} system calls.`,
        ),
      onEnd: (end, record) => {
        const now = this.#events.texts();
        const isStill = Object.entries(texts).every(([path, text]) => now[path] === text);
        this.#over(outcomeOfEnd(end, settings.faults), isStill);
        if ('idle' in end && isStill) this.#events.onIdle(end.idle);
        this.#result.calls(record, texts);
      },
    });
  }

  #over(outcome: Outcome, isStill = true): void {
    this.#running = undefined;
    this.#showRunning(false);
    this.#result.outcome(outcome);
    if (isStill) this.#events.onEnd(outcome);
  }

  /** A button that is of no use loses the focus: the other one takes it, and the keys work on. */
  #showRunning(isRunning: boolean): void {
    const [useless, useful] = isRunning ? [this.run, this.stop] : [this.stop, this.run];
    const isFocused = document.activeElement === useless;
    useful.disabled = false;
    useless.disabled = true;
    if (isFocused) useful.focus({ preventScroll: true });
  }
}

function outcomeOfEnd(end: RunEnd, faults: readonly string[]): Outcome {
  const isOwn = end.kind === 'done' || end.kind === 'failed';
  return isOwn ? outcomeOf(end, faults) : outcomeOfStop(end.kind, end.nowMs);
}

function outcomeOfNoCompiler(error: unknown): Outcome {
  const why =
    error instanceof MissingError
      ? `${error.message} could not be fetched. Run tries it again`
      : `${error instanceof Error ? error.message : error}`;
  const title = `It cannot be compiled: ${why}.`;
  return { isGood: false, title, details: [], list: [] };
}
