/**
 * The terminal of the watch: drawn over as a whole, and given back as it was.
 *
 * It draws on the alternate screen, as editors and pagers do, so that what the reader had before
 * is still there afterwards. Keys come one by one, without an echo (raw mode), Ctrl-C among them.
 */
import { once } from 'node:events';
import { emitKeypressEvents } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { displayWidth, ESCAPE } from '../text/display-width.ts';
import type { Keypress } from './keys.ts';
import type { Size } from './screen.ts';

/** What the terminal tells. */
export interface TerminalListener {
  onKey(key: Keypress): void;
  onResize(): void;
  /** A line that would have been written over the screen, such as a warning of Node's. */
  onStrayLine(line: string): void;
  /** There is no more input: the terminal has gone. */
  onEnd(): void;
}

const code = (text: string) => `${ESCAPE}[${text}`;

/** A process that is not stopped within this time will not be: it has no shell. */
const suspendedWithinMs = 300;

/** Alternate screen, no cursor, and no line breaks of the terminal's own. */
const enterCodes = code('?1049h') + code('?25l') + code('?7l');
const leaveCodes = code('?7h') + code('?25h') + code('?1049l');
const toTop = code('H');
const clearToEndOfLine = code('K');
const clearBelow = code('J');

export class Terminal {
  readonly #listener: TerminalListener;
  readonly #writeErrors = process.stderr.write;
  #isOurs = false;
  #isLent = false;
  #drawn = '';

  constructor(listener: TerminalListener) {
    this.#listener = listener;
    emitKeypressEvents(process.stdin);
  }

  /** Its size; that of the smallest usual terminal where it does not tell. */
  get size(): Size {
    const { columns, rows } = process.stdout;
    return { columns: columns || 80, rows: rows || 24 };
  }

  /** Takes the terminal. Whatever ends the process, it is given back. */
  enter(): void {
    if (this.#isOurs) return;
    this.#isOurs = true;
    process.stdin.setRawMode(true);
    process.stdin.on('keypress', this.#onKeypress);
    process.stdin.on('end', this.#onEnd).on('error', this.#onEnd).resume();
    process.stdout.on('resize', this.#onResize);
    process.on('exit', this.leave);
    // A bug's stack must not be written to the alternate screen, which vanishes.
    process.on('uncaughtExceptionMonitor', this.leave);
    process.stderr.write = ((text: string | Uint8Array) => {
      const lines = Buffer.from(text as string)
        .toString()
        .trim();
      if (lines !== '') this.#listener.onStrayLine(lines);
      return true;
    }) as typeof process.stderr.write;
    process.stdout.write(enterCodes);
    this.#drawn = '';
  }

  /** Gives the terminal back as it was. */
  readonly leave = (): void => {
    if (!this.#isOurs) return;
    this.#isOurs = false;
    process.stdout.write(leaveCodes);
    process.stderr.write = this.#writeErrors;
    process.off('uncaughtExceptionMonitor', this.leave);
    process.off('exit', this.leave);
    process.stdout.off('resize', this.#onResize);
    process.stdin.off('keypress', this.#onKeypress);
    process.stdin.off('end', this.#onEnd).off('error', this.#onEnd).pause();
    process.stdin.setRawMode(false);
  };

  /** Draws a screen, if it is another than the last. */
  draw(lines: readonly string[]): void {
    const text = lines
      // A line that is full needs no clearing, which would clear its last character.
      .map(
        (line) => line + (displayWidth(line) < this.size.columns ? clearToEndOfLine : ''),
      )
      .join('\r\n');
    if (!this.#isOurs || text === this.#drawn) return;
    this.#drawn = text;
    process.stdout.write(
      toTop + text + (lines.length < this.size.rows ? clearBelow : ''),
    );
  }

  /** Whether another program has it for a while. */
  get isLent(): boolean {
    return this.#isLent;
  }

  /** Gives it to another program until that is done, and takes it back. */
  async lend<Result>(use: () => Promise<Result>): Promise<Result> {
    this.leave();
    this.#isLent = true;
    try {
      return await use();
    } finally {
      this.#isLent = false;
      this.enter();
    }
  }

  /** Stops this process, as Ctrl-Z does, until the shell has it go on. */
  suspend(): Promise<void> {
    return this.lend(async () => {
      const goesOn = once(process, 'SIGCONT');
      // The whole job, npm with it: the shell waits for all of it.
      process.kill(0, 'SIGTSTP');
      await Promise.race([goesOn, setTimeout(suspendedWithinMs)]);
    });
  }

  /** Takes it anew, because somebody else may have changed it; the next screen is drawn as a whole. */
  refresh(): void {
    this.leave();
    this.enter();
  }

  readonly #onKeypress = (_: string | undefined, key: Keypress): void => {
    this.#listener.onKey(key);
  };
  readonly #onResize = (): void => this.#listener.onResize();
  readonly #onEnd = (): void => this.#listener.onEnd();
}
