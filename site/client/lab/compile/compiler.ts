/** The page's side of the compiler's worker. */
import type {
  CompilerMessage,
  CompilerRequest,
  CompilerResult,
  Texts,
} from './messages.ts';

/** Where the compiler finds what it needs. */
export interface CompilerAddresses {
  readonly worker: string;
  readonly typescript: string;
  readonly typescriptBytes: number;
  readonly declarations: string;
}

export class Compiler {
  readonly #worker: Worker;
  readonly #ready: Promise<void>;
  readonly #waiting = new Map<number, (result: CompilerResult) => void>();
  #lastId = 0;

  /** Starts it. `onProgress` hears how much of it has come, from 0 to 1. */
  constructor(addresses: CompilerAddresses, onProgress: (part: number) => void) {
    this.#worker = new Worker(addresses.worker, { type: 'module' });
    this.#ready = new Promise((resolve, reject) => {
      this.#worker.addEventListener(
        'message',
        ({ data }: MessageEvent<CompilerMessage>) => {
          if (data.kind === 'progress') onProgress(data.part);
          else if (data.kind === 'ready') resolve();
          else if (data.kind === 'broken') reject(new Error(data.message));
          else this.#answer(data.id, data);
        },
      );
      this.#worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    });
    // Whoever asks it for something is told; nobody may have asked yet.
    this.#ready.catch(() => {});
    this.#ask({
      kind: 'start',
      typescriptUrl: addresses.typescript,
      typescriptBytes: addresses.typescriptBytes,
      declarationsUrl: addresses.declarations,
    });
  }

  /** Fulfilled once it can work; rejected if it never will. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** What is wrong with the types of the files, and if nothing is, the files compiled. */
  async run(kind: 'check' | 'compile', files: Texts): Promise<CompilerResult> {
    await this.#ready;
    this.#lastId += 1;
    const id = this.#lastId;
    const result = new Promise<CompilerResult>((resolve) =>
      this.#waiting.set(id, resolve),
    );
    this.#ask({ kind, id, files });
    return result;
  }

  #ask(request: CompilerRequest): void {
    this.#worker.postMessage(request);
  }

  #answer(id: number, result: CompilerResult): void {
    this.#waiting.get(id)?.(result);
    this.#waiting.delete(id);
  }
}
