/** A program of ours that runs in a process of its own and answers questions. */
import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { typescript } from '../../course/typescript.ts';

/** What becomes of a question. */
interface Waiting<Answer> {
  resolve(answer: Answer | undefined): void;
  reject(error: Error): void;
}

/**
 * Such a program. Its process is started with the first question, and anew when it has ended. It
 * answers one question at a time; others wait for their turn. To be closed by who made it.
 */
export class ChildProgram<Question extends Serializable, Answer> {
  readonly #file: string;
  readonly #argument: string;
  readonly #idleMs: number | undefined;
  #idling: NodeJS.Timeout | undefined;
  #process: ChildProcess | undefined;
  #waiting: Waiting<Answer> | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * `file` is the program's, `argument` the only one that it gets. With `idleMs` its process is
   * ended when for so long nobody has asked it anything.
   */
  constructor(file: string, argument: string, { idleMs }: { idleMs?: number } = {}) {
    this.#file = file;
    this.#argument = argument;
    this.#idleMs = idleMs;
  }

  /** Whether its process has been started, and so knows what it was asked before. */
  get isRunning(): boolean {
    return this.#process !== undefined;
  }

  /**
   * Its answer, or undefined if it was closed meanwhile. Throws an error with what the process
   * said if it ends instead.
   */
  ask(question: Question): Promise<Answer | undefined> {
    const answer = this.#turn.then(() => this.#askNow(question));
    this.#turn = answer.catch(() => {});
    return answer;
  }

  /** Ends the process. The next question is put to a new one. */
  close(): void {
    this.#process?.removeAllListeners().kill();
    this.#process = undefined;
    this.#settle()?.resolve(undefined);
  }

  #askNow(question: Question): Promise<Answer | undefined> {
    clearTimeout(this.#idling);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#process ??= this.#start();
      const child = this.#process;
      child.send(question, (error) => {
        // One that has been closed meanwhile is no concern of the next.
        if (error !== null && child === this.#process) this.#fail(error);
      });
    });
  }

  #start(): ChildProcess {
    const child = fork(this.#file, [this.#argument], {
      execArgv: ['--import', typescript],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-10_000);
    });
    child.on('message', (answer) => {
      if (this.#idleMs !== undefined)
        this.#idling = setTimeout(() => this.close(), this.#idleMs).unref();
      this.#settle()?.resolve(answer as Answer);
    });
    child.on('error', (error) => this.#fail(error));
    // It could not be loaded, or fell over something that no catch sees.
    child.on('close', () =>
      this.#fail(new Error(errors.trim() || `${this.#file} has ended.`)),
    );
    return child;
  }

  #fail(error: Error): void {
    this.#process?.removeAllListeners().kill();
    this.#process = undefined;
    this.#settle()?.reject(error);
  }

  /** Who waits for an answer, and waits no more. */
  #settle(): Waiting<Answer> | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }
}
