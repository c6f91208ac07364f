/**
 * One judge, seen from the runner: a child process, its events, its output, its end.
 *
 * It gets ready by itself, and begins when it is given an order. So one can be started before
 * there is anything to judge.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { hasProcessGroups } from '../process-groups.ts';
import { typescript } from '../typescript.ts';
import {
  CONTROL_DESCRIPTOR,
  EVENTS_DESCRIPTOR,
  type JudgeEvent,
  STACK_QUESTION,
} from './judge-events.ts';
import type { JudgeOrder } from './judge-job.ts';
import { PrintedParts } from './printed.ts';

const judgeFile = fileURLToPath(new URL('./judge.ts', import.meta.url));
/** Where the judge starts; it goes to its exercise by itself. */
const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Buffers and records of calls live for one check: where they have room, collecting them costs little. */
const manyShortLives = '--max-semi-space-size=64';
/**
 * Where nobody waits for it, as many judges as processors run side by side: helper threads of one would keep another from
 * working. And each answer is loaded anew, so that what Node 20 optimises as early as for a server hardly ever pays; newer
 * versions, which do so later, do not know the option.
 */
const sideBySide = [
  '--single-threaded',
  ...(process.versions.node.startsWith('20.') ? ['--interrupt-budget=1000000'] : []),
];

/** How long outputs may stay open when their process has ended: its children may hold them. */
const lingerMs = 200;

export class JudgeProcess {
  readonly #child: ChildProcess;
  readonly #events: JudgeEvent[] = [];
  readonly #printed: readonly PrintedParts[];
  readonly #closed: Promise<void>;
  readonly #control: Socket;
  #isClosed = false;
  #wake: (() => void) | undefined;

  /** Starts a judge. What its answers print is kept if one of its jobs `isRead` by somebody. */
  constructor(isRead: boolean) {
    const output = isRead ? 'pipe' : 'ignore';
    const forV8 = [manyShortLives, ...(isRead ? [] : sideBySide)];
    const options = [...forV8, '--import', typescript, judgeFile];
    const child = spawn(process.execPath, options, {
      cwd: packageFolder,
      stdio: ['ignore', output, output, 'pipe', 'pipe'],
      // A group of its own, so that what the answer starts can be ended with it.
      detached: hasProcessGroups,
    });
    this.#child = child;
    this.#printed = [1, 2].flatMap((descriptor) => {
      const stream = child.stdio[descriptor];
      return stream ? new PrintedParts(stream as Readable) : [];
    });
    this.#control = child.stdio[CONTROL_DESCRIPTOR] as Socket;
    // It ends when the judge does; that is told elsewhere.
    this.#control.on('error', () => {});
    const events = createInterface({ input: child.stdio[EVENTS_DESCRIPTOR] as Readable });
    events.on('line', (line) => {
      const event = parseEvent(line);
      if (event === undefined) return;
      this.#events.push(event);
      this.#wake?.();
    });
    const eventsOver = new Promise<void>((resolve) => events.on('close', resolve));
    child.on('exit', () => {
      this.abandon();
      setTimeout(() => this.#letGoOfOutputs(), lingerMs).unref();
    });
    this.#closed = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', () => void eventsOver.then(resolve));
    });
    const over = () => {
      this.#isClosed = true;
      living.delete(this);
      this.#wake?.();
    };
    this.#closed.then(over, over);
    if (living.size === 0) watchForOwnEnd();
    living.add(this);
  }

  /** Tells it what to do: once. */
  give(order: JudgeOrder): void {
    this.#control.write(`${JSON.stringify(order)}\n`);
  }

  /** Whether the process is still there, as far as is known. */
  get isAlive(): boolean {
    const { pid, exitCode, signalCode } = this.#child;
    return pid !== undefined && exitCode === null && signalCode === null;
  }

  /** The process's id. */
  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('The judge could not be started');
    return this.#child.pid;
  }

  /** `exit code 3` or `SIGSEGV`, once it has ended. */
  get howItEnded(): string {
    const { signalCode, exitCode } = this.#child;
    return signalCode ?? `exit code ${exitCode}`;
  }

  /** The next event; `late` if none comes before the deadline (`performance.now()`), else `closed`. */
  async next(deadline: number): Promise<JudgeEvent | 'late' | 'closed'> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) return event;
      if (this.#isClosed) return 'closed';
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return 'late';
      await this.#somethingNew(leftMs);
    }
  }

  /** Whether an event has come that nobody has taken. */
  get hasNews(): boolean {
    return this.#events.length > 0;
  }

  /** What the part that is over has printed: standard output, then standard error. */
  async printed(): Promise<string[]> {
    const lines = await Promise.all(this.#printed.map((output) => output.next()));
    return lines.flat();
  }

  /** The stack of its main thread; empty if that does not answer in time, being asleep. */
  stack(withinMs: number): Promise<string> {
    return new Promise((resolve) => {
      const onAnswer = (text: Buffer) => {
        clearTimeout(timer);
        resolve(String(JSON.parse(String(text))));
      };
      const timer = setTimeout(() => {
        this.#control.off('data', onAnswer);
        resolve('');
      }, withinMs);
      this.#control.once('data', onAnswer);
      this.#control.write(`${STACK_QUESTION}\n`);
    });
  }

  /** Ends it, whatever it is doing, and waits until it is gone. */
  async kill(): Promise<void> {
    this.abandon();
    await this.#closed;
  }

  /** Ends it, and what it has started, without waiting. */
  abandon(): void {
    try {
      const { pid } = this.#child;
      if (pid !== undefined) process.kill(hasProcessGroups ? -pid : pid, 'SIGKILL');
    } catch (error) {
      // Nobody of the group is left.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  #letGoOfOutputs(): void {
    for (const stream of this.#child.stdio) stream?.destroy();
  }

  #somethingNew(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** The event in a line, or undefined for what an answer has written to the same descriptor. */
function parseEvent(line: string): JudgeEvent | undefined {
  try {
    const event: unknown = JSON.parse(line);
    return typeof event === 'object' && event !== null && 'event' in event
      ? (event as JudgeEvent)
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const living = new Set<JudgeProcess>();
const deadlySignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** No judge outlives the runner: one that sleeps in the kernel would do so for ever. */
function watchForOwnEnd(): void {
  process.off('exit', abandonAll).on('exit', abandonAll);
  for (const signal of deadlySignals) {
    process.off(signal, endBySignal).on(signal, endBySignal);
  }
}

function abandonAll(): void {
  for (const judge of living) judge.abandon();
}

function endBySignal(signal: NodeJS.Signals): void {
  abandonAll();
  for (const each of deadlySignals) process.off(each, endBySignal);
  process.kill(process.pid, signal);
}
