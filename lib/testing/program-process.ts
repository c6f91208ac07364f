/**
 * A program of the course running as a process of its own, as a reader would start it.
 *
 * Tests hold chapters' programs to what the prose says of them: what they print, how they end,
 * and, through /proc, what the kernel says they are doing.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { READY_LINE } from '../program/ready-line.ts';

// #region state
/** How a process ended, and all it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

/** What the kernel says of a process: proc(5). Linux alone. */
export interface ProcessState {
  /** R running, S asleep, Z ended but not collected. */
  readonly state: string;
  /** The function in the kernel that it waits in, or `0`. */
  readonly waitChannel: string;
  /** Processor time used so far, in ms, to 10 ms. */
  readonly cpuMs: number;
}
// #endregion

// #region start
const typescript = new URL('../typescript/register.js', import.meta.url).href;

const running = new Set<ProgramProcess>();

/** Starts a program, given its file's URL: `new URL('server.ts', import.meta.url)`. */
export function startProgram(file: URL, ...settings: string[]): ProgramProcess {
  const program = new ProgramProcess(file, settings);
  running.add(program);
  void program.ended().then(() => running.delete(program));
  return program;
}

/** Ends every program that was started and still runs. A test file does it after each test. */
export async function endPrograms(): Promise<void> {
  await Promise.all([...running].map((program) => program.end()));
}
// #endregion

// #region process
/** A program that runs, or has. Made by `startProgram()`. */
export class ProgramProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ended>;
  #output = '';
  #errors = '';
  /** Those who wait for more output, or for the end of it. */
  readonly #waiting = new Set<() => void>();

  /** Use `startProgram()`. */
  constructor(file: URL, settings: readonly string[]) {
    this.#child = spawn(
      process.execPath,
      ['--import', typescript, fileURLToPath(file), ...settings],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#output += text;
      this.#wake();
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    this.#ended = once(this.#child, 'close').then(([code, signal]) => {
      this.#wake();
      return { code, signal, output: this.#output, errors: this.#errors };
    });
  }

  /** Its process id. */
  get pid(): number {
    return this.#child.pid as number;
  }

  /** What it has written to its standard output so far. */
  get output(): string {
    return this.#output;
  }
  // #endregion

  // #region waits
  /** Waits for its output to match, and answers the match. Throws if it ends without. */
  async printed(pattern: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      const match = this.#output.match(pattern);
      if (match) return match;
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        const { output, errors } = await this.#ended;
        const last = output.match(pattern);
        if (last) return last;
        throw new Error(`ended without printing ${pattern}:\n${output}${errors}`);
      }
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Waits for the line that a server prints when clients may come, and answers its port. */
  async port(): Promise<number> {
    const match = await this.printed(READY_LINE);
    return Number(match[1]);
  }

  /** Waits until it has ended by itself. */
  ended(): Promise<Ended> {
    return this.#ended;
  }

  /** Sends it a signal and waits until it has ended. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.#child.kill(signal);
    return this.#ended;
  }
  // #endregion

  // #region proc
  /** What the kernel says of it at this moment. */
  state(): ProcessState {
    const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8');
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      state,
      waitChannel: readFileSync(`/proc/${this.pid}/wchan`, 'utf8'),
      // Counted in ticks, of which all of our platforms have a hundred a second.
      cpuMs: (Number(fields[10]) + Number(fields[11])) * 10,
    };
  }

  /** How many connections it has open, and the processes that it has started: proc(5), proc_pid_net(5). */
  connections(): number {
    const children = readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8');
    const pids = [String(this.pid), ...children.split(' ').filter(Boolean)];
    const inodes = connectionInodes(this.pid);
    const links = pids.flatMap((pid) => linksIn(`/proc/${pid}/fd`));
    return links.filter((link) => inodes.has(link)).length;
  }

  /** Waits until it is asleep and stays so for `forMs` without using the processor. */
  async asleep(forMs = 100): Promise<ProcessState> {
    for (let before = this.state(); ; ) {
      await new Promise((resolve) => setTimeout(resolve, forMs));
      const now = this.state();
      if (now.state === 'S' && now.cpuMs === before.cpuMs) return now;
      before = now;
    }
  }
}

const LISTENING = '0A';

/** The connections of TCP that the kernel knows of, as /proc/PID/fd calls them. */
function connectionInodes(pid: number): Set<string> {
  const [, ...rows] = readFileSync(`/proc/${pid}/net/tcp`, 'latin1').trim().split('\n');
  const fields = rows.map((row) => row.trim().split(/ +/));
  const connected = fields.filter(([, , , state]) => state !== LISTENING);
  return new Set(connected.map((row) => `socket:[${row[9]}]`));
}

function linksIn(folder: string): string[] {
  return readdirSync(folder).map((fd) => {
    try {
      return readlinkSync(`${folder}/${fd}`);
    } catch (error) {
      // Closed since we looked.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  });
}
// #endregion
