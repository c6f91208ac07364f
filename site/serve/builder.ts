/**
 * Builds the site in a process of its own: the server stays, and answers, whatever becomes of a
 * build, and a generator that has changed is loaded anew.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { typescript } from '../../course/typescript.ts';
import type { Output } from '../page.ts';

/** What came of a build. */
export type BuildResult = (
  | {
      readonly kind: 'built';
      /** The files that are new or other than before. */
      readonly changed: readonly Output[];
      /** The paths of files that are there no more. */
      readonly removed: readonly string[];
      readonly seconds: number;
    }
  | { readonly kind: 'failed'; readonly text: string }
) & {
  /** Whether nobody has asked for it: what was put off is done, and has changed more. */
  readonly isLate?: boolean;
};

const file = fileURLToPath(new URL('./build-process.ts', import.meta.url));

/** One builder, of one build at a time: what is asked for meanwhile comes after it. */
export class Builder {
  readonly #root: string;
  readonly #onResult: (result: BuildResult) => void;
  #process: ChildProcess | undefined;
  #isBuilding = false;
  #isWanted = false;

  constructor(root: string, onResult: (result: BuildResult) => void) {
    this.#root = root;
    this.#onResult = onResult;
  }

  /** Builds. `isGeneratorNew` says that the generator itself has changed. */
  build({ isGeneratorNew = false } = {}): void {
    if (isGeneratorNew) this.close();
    if (this.#isBuilding) {
      this.#isWanted = true;
      return;
    }
    this.#isBuilding = true;
    this.#process ??= this.#start();
    this.#process.send('build');
  }

  /** Ends its process. */
  close(): void {
    const ending = this.#process;
    this.#process = undefined;
    this.#isBuilding = false;
    this.#isWanted = false;
    ending?.removeAllListeners();
    ending?.kill();
  }

  #start(): ChildProcess {
    const child = fork(file, {
      cwd: this.#root,
      execArgv: ['--import', typescript],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-10_000);
    });
    child.on('message', (result: BuildResult) => {
      if (result.isLate === true) this.#onResult(result);
      else this.#finish(result);
    });
    child.on('close', () => {
      // It could not be loaded, or fell over something that no catch sees.
      this.#process = undefined;
      this.#finish({ kind: 'failed', text: errors.trim() || 'The builder has ended.' });
    });
    return child;
  }

  #finish(result: BuildResult): void {
    this.#isBuilding = false;
    this.#onResult(result);
    if (!this.#isWanted) return;
    this.#isWanted = false;
    this.build();
  }
}
