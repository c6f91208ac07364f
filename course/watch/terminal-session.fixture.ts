/**
 * For tests: a command of the course in a terminal of 80 columns and 24 rows, which script(1)
 * makes. What is on its screen can be read, and keys pressed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { stripVTControlCharacters } from 'node:util';
import { expect } from 'vitest';
import { commandFor, environmentFor, temporaryFolder } from '../course-process.ts';
import { ESCAPE } from '../text/display-width.ts';

const timeout = 30_000;
const screenBegins = `${ESCAPE}[H`;
const alternateScreenEnds = `${ESCAPE}[?1049l`;

/** How the command ended, and what it has left on the terminal. */
export interface SessionEnd {
  readonly code: number | null;
  readonly left: string;
}

export class TerminalSession {
  readonly #process: ChildProcess;
  readonly ended: Promise<SessionEnd>;
  #output = '';

  /** `npx course` with what was `typed`, in the course at `root`; progress is kept in `state`. */
  constructor(typed: string, root: string, state = temporaryFolder()) {
    const command = commandFor(typed).map((word) => `'${word}'`);
    this.#process = spawn(
      'script',
      [
        '--quiet',
        '--flush',
        '--return',
        '--command',
        `stty rows 24 cols 80; exec ${command.join(' ')}`,
        '/dev/null',
      ],
      {
        cwd: root,
        env: { ...process.env, ...environmentFor({ root, state }), TERM: 'xterm' },
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#output += text;
    });
    this.ended = once(this.#process, 'close').then(([code]) => {
      const left = this.#output.split(alternateScreenEnds).at(-1) ?? '';
      return { code, left: stripVTControlCharacters(left).replaceAll('\r\n', '\n') };
    });
  }

  /** Waits until the screen shows a text. The watch draws the screen as a whole each time. */
  readonly shows = async (text: string): Promise<void> => {
    const screen = () =>
      stripVTControlCharacters(this.#output.split(screenBegins).at(-1) ?? '');
    await expect.poll(screen, { timeout }).toContain(text);
  };

  /** Presses a key. */
  readonly press = (key: string): void => {
    this.#process.stdin?.write(key);
  };

  /** Hangs up, if it has not ended. */
  end(): void {
    this.#process.kill('SIGKILL');
  }
}
