/**
 * Asks the TypeScript compiler about the learner's file, in a process of its own: the compiler
 * takes seconds to load and blocks while it thinks, and may delay neither a result nor a key.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { typescript } from '../typescript.ts';
import type { TypeProblem, Types } from './state.ts';

/** A question to the process: what is wrong with the types of this file? */
export interface TypeQuestion {
  readonly number: number;
  /** Its absolute path. */
  readonly file: string;
}

/** The answer to the question of that number: the problems, or why they are not known. */
export type TypeReply = { readonly number: number } & (
  | { readonly problems: readonly TypeProblem[] }
  | { readonly why: string }
);

const program = fileURLToPath(new URL('./type-process.ts', import.meta.url));

export class TypeChecker {
  readonly #onTypes: (types: Types) => void;
  #process: ChildProcess | undefined;
  #asked = 0;

  /** `onTypes` is told what came of the newest question; of older ones it hears nothing more. */
  constructor(onTypes: (types: Types) => void) {
    this.#onTypes = onTypes;
  }

  /** Has a file checked. The first time takes seconds, the next ones a fraction of one. */
  check(file: string): void {
    this.#process ??= this.#start();
    this.#asked += 1;
    const question: TypeQuestion = { number: this.#asked, file };
    // If it has ended meanwhile, that is told by its own event.
    this.#process.send(question, () => {});
  }

  /** Is no longer interested in the questions asked so far. */
  forget(): void {
    this.#asked += 1;
  }

  /** Ends it. */
  close(): void {
    this.forget();
    this.#process?.removeAllListeners().kill('SIGKILL');
  }

  #start(): ChildProcess {
    const started = spawn(process.execPath, ['--import', typescript, program], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Out of reach of the keys that signal whoever shares our terminal. It ends when we do.
      detached: true,
    });
    started.on('message', (reply: TypeReply) => {
      if (reply.number !== this.#asked) return;
      this.#onTypes(
        'why' in reply
          ? { kind: 'unavailable', why: reply.why }
          : { kind: 'checked', problems: reply.problems },
      );
    });
    const onEnd = () => {
      this.#process = undefined;
      const why =
        'not checked, the compiler has ended unexpectedly. The next save tries again.';
      this.#onTypes({ kind: 'unavailable', why });
    };
    return started.once('exit', onEnd).on('error', onEnd);
  }
}
