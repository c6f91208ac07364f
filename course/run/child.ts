/**
 * A program of the course as a process of its own.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { isatty } from 'node:tty';
import { hasProcessGroups } from '../process-groups.ts';
import { typescript } from '../typescript.ts';

/** A run that cannot go on: told in one line, exit code 1. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure';
}

/** How a program ended: with an exit code, or killed by a signal. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** The exit code of an ended program as a shell reports it: 128 + n after signal n. */
export function exitCodeOf({ code, signal }: Ending): number {
  return signal ? 128 + constants.signals[signal] : (code ?? 1);
}

/** `alone`: with our own input and output. `heard`: we read what it prints. */
export type Manner = 'alone' | 'heard';

/** A running program, or one that has ended. */
export class Child {
  /** Rejects with RunFailure if the program could not be started at all. */
  readonly ended: Promise<Ending>;
  readonly #process: ChildProcess;
  // It leads a process group of its own, unless it shares a terminal with us: a signal then
  // reaches what it started as well, and Ctrl-C only us, who pass it on.
  readonly #leadsGroup: boolean;
  #isRunning = true;

  /** Starts the program, a TypeScript file. `environment` is added to ours. */
  constructor(
    file: string,
    programArguments: readonly string[],
    manner: Manner,
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.#leadsGroup =
      hasProcessGroups && (manner === 'heard' || ![0, 1, 2].some((fd) => isatty(fd)));
    this.#process = spawn(
      process.execPath,
      ['--import', typescript, file, ...programArguments],
      {
        stdio: manner === 'alone' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
        detached: this.#leadsGroup,
        env: { ...process.env, ...environment },
      },
    );
    this.ended = this.#end();
    // Whether anybody waits for the end is not known here; a failure must not end the process.
    this.ended.catch(() => {});
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** What it prints, if it is heard: standard output and standard error. */
  get outputs(): Readable[] {
    const { stdout, stderr } = this.#process;
    return stdout && stderr ? [stdout, stderr] : [];
  }

  /** Sends it a signal, if it still runs. */
  send(signal: NodeJS.Signals): void {
    // Ctrl-C has reached a program that shares our terminal already. Some count: the first time
    // they tidy up, the second time they drop everything.
    if (signal === 'SIGINT' && !this.#leadsGroup) return;
    if (this.#isRunning) this.#kill(signal);
  }

  #end(): Promise<Ending> {
    return new Promise((resolve, reject) => {
      this.#process.once('exit', (code, signal) => {
        this.#isRunning = false;
        // What it started and left behind would outlive the run, and hold its output open.
        if (this.#leadsGroup) this.#kill('SIGKILL');
        resolve({ code, signal });
      });
      this.#process.once('error', (error) => {
        if (this.#process.pid !== undefined) return;
        this.#isRunning = false;
        reject(new RunFailure(`The program could not be started: ${error.message}`));
      });
    });
  }

  #kill(signal: NodeJS.Signals): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      process.kill(this.#leadsGroup ? -pid : pid, signal);
    } catch (error) {
      // ESRCH: all gone already. EPERM: macOS says so of a group in which all are dead.
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ESRCH' && code !== 'EPERM') throw error;
    }
  }
}
