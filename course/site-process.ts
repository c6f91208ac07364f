/**
 * The site, beside the course: a process of its own builds and serves it. The course knows how to
 * start it and what it tells, and needs nothing else of it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './catalogue.ts';
import { typescript } from './typescript.ts';

/** What the process tells: where the site is, that it was built, or why it could not be. */
export type SiteNews =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'built' }
  | { readonly kind: 'fault'; readonly text: string };

/** How it is started. */
export interface SiteStart {
  /** The port to serve it on; without one, the usual or any. */
  readonly port?: number | undefined;
  /** Whether it writes its own lines to the terminal. */
  readonly isHeard: boolean;
}

const command = join(root, 'site', 'command.ts');

/** Whether this course has a site. */
export function hasSite(): boolean {
  return existsSync(command);
}

/** A site that is being served. */
export class SiteProcess {
  readonly #process: ChildProcess;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number>;

  constructor({ port, isHeard }: SiteStart, onNews: (news: SiteNews) => void = () => {}) {
    const options = port === undefined ? [] : ['--port', String(port)];
    this.#process = spawn(
      process.execPath,
      ['--import', typescript, command, '--serve', ...options],
      {
        cwd: root,
        stdio: isHeard
          ? ['ignore', 'inherit', 'inherit', 'ipc']
          : ['ignore', 'ignore', 'pipe', 'ipc'],
        // Ctrl-C in the reader's pager is none of its business. It ends when the channel closes.
        detached: true,
      },
    );
    this.#process.on('message', onNews);
    let errors = '';
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    this.ended = new Promise((resolve) => {
      this.#process.on('error', ({ message }) =>
        onNews({ kind: 'fault', text: message }),
      );
      this.#process.on('close', (code) => {
        if (errors !== '') onNews({ kind: 'fault', text: errors.trim() });
        resolve(code ?? 1);
      });
    });
  }

  /** Ends it. */
  close(): void {
    this.#process.removeAllListeners('message');
    if (this.#process.connected) this.#process.disconnect();
  }
}
