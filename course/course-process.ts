/**
 * For tests: the course's command line as a process of its own, on a course made for testing.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const commandLine = fileURLToPath(new URL('./bin.js', import.meta.url));

/** The course of `run/fixtures`: small programs that do as they are told. */
export const fixtures = fileURLToPath(new URL('./run/fixtures', import.meta.url));

/** How a command ended, and all it wrote. */
export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

/** What may differ from command to command. */
export interface Surroundings {
  /** The folder it is started in. */
  cwd?: string;
  /** The repository it works on. */
  root?: string;
  /** Where it keeps the progress. */
  state?: string;
  /** Its bin.js. */
  file?: string;
  /** What else its environment has. */
  environment?: Record<string, string>;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, with a space in its path, that goes away after the tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'course test '));
  folders.push(folder);
  return folder;
}

/** The program and its arguments that stand for `npx course …`. */
export function commandFor(typed: string): string[] {
  return [process.execPath, commandLine, ...typed.split(' ')];
}

/** The environment that leads the command line to a course and a progress of its own. */
export function environmentFor(surroundings: Surroundings = {}): NodeJS.ProcessEnv {
  const { root = fixtures, state = temporaryFolder() } = surroundings;
  return { COURSE_ROOT: root, COURSE_STATE: state, NO_COLOR: '1' };
}

/** `npx course …`, started. */
export class CourseProcess {
  readonly process: ChildProcess;
  /** How it ended. */
  readonly ended: Promise<Ended>;
  #output = '';
  #errors = '';

  constructor(typed: readonly string[], surroundings: Surroundings = {}) {
    const { cwd, file = commandLine } = surroundings;
    this.process = spawn(process.execPath, [file, ...typed], {
      ...(cwd === undefined ? {} : { cwd }),
      env: {
        ...process.env,
        ...environmentFor(surroundings),
        ...surroundings.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#output += text;
    });
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    this.ended = once(this.process, 'close').then(([code]) => ({
      code,
      output: this.#output,
      errors: this.#errors,
    }));
  }

  /** Waits until it has written what the pattern matches. */
  async shows(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.#output)) {
      const more = once(this.process.stdout as Readable, 'data');
      await Promise.race([more, this.ended.then(() => this.#mustHaveShown(pattern))]);
    }
  }

  /** The process ids that its programs have told. */
  get pids(): number[] {
    return [...this.#output.matchAll(/pid (\d+)/g)].map(([, pid]) => Number(pid));
  }

  #mustHaveShown(pattern: RegExp): void {
    if (pattern.test(this.#output)) return;
    throw new Error(`ended without ${pattern}:\n${this.#output}${this.#errors}`);
  }
}

/** Runs a command to its end. */
export function course(typed: string, surroundings?: Surroundings): Promise<Ended> {
  return new CourseProcess(typed.split(' '), surroundings).ended;
}

/** Whether a process runs. One that has ended and that nobody has asked about yet does not. */
export function isRunning(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  if (state.error) throw state.error;
  const shown = state.stdout.trim();
  return shown !== '' && !shown.startsWith('Z');
}
