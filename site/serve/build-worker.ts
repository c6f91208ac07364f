/** One process that builds: whatever becomes of a build, the server stays and answers. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { typescript } from '../../course/typescript.ts';
import type { BuildKind, BuildResult } from './build-result.ts';

const program = fileURLToPath(new URL('./build-process.ts', import.meta.url));

/** Builds once at a time: however often it is asked meanwhile, one build comes after. */
export class BuildWorker {
  readonly #root: string;
  readonly #kind: BuildKind;
  readonly #onResult: (result: BuildResult) => void;
  #process: ChildProcess | undefined;
  #isBuilding = false;
  #isWanted = false;

  constructor(root: string, kind: BuildKind, onResult: (result: BuildResult) => void) {
    this.#root = root;
    this.#kind = kind;
    this.#onResult = onResult;
  }

  /** Whether a build is wanted that has not begun: its result will be the better one. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  /** Builds what stands in the files now. */
  build(): void {
    if (this.#isBuilding) {
      this.#isWanted = true;
      return;
    }
    this.#isBuilding = true;
    this.#process ??= this.#start();
    this.#process.send('build');
  }

  /** Ends its process. The next build begins with a new one. */
  close(): void {
    const ending = this.#process;
    this.#process = undefined;
    this.#isBuilding = false;
    this.#isWanted = false;
    ending?.removeAllListeners();
    ending?.kill();
  }

  #start(): ChildProcess {
    const child = fork(program, [this.#kind], {
      cwd: this.#root,
      execArgv: ['--import', typescript],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-10_000);
    });
    child.on('message', (result: BuildResult) => this.#finish(result));
    child.on('close', () => {
      // It could not be loaded, or fell over something that no catch sees.
      this.#process = undefined;
      const text = errors.trim() || 'The builder has ended.';
      this.#finish({ kind: 'failed', text, isOutdated: false });
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
