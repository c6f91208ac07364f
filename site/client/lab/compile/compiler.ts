/** The page's side of the compiler's worker. */
import type {
  CompilerMessage,
  CompilerRequest,
  Question,
  Questions,
} from './messages.ts';

/** Where the compiler finds what it needs. */
export interface CompilerAddresses {
  readonly worker: string;
  readonly typescript: string;
  readonly typescriptBytes: number;
  readonly declarations: string;
}

/** Somebody who waits for an answer. */
interface Asker {
  readonly answer: (answer: unknown) => void;
  readonly fail: (error: Error) => void;
}

export class Compiler {
  readonly #worker: Worker;
  readonly #ready: Promise<void>;
  readonly #askers = new Map<number, Asker>();
  #lastId = 0;

  /** Starts it. `onProgress` hears how much of it has come, from 0 to 1. */
  constructor(addresses: CompilerAddresses, onProgress: (part: number) => void) {
    this.#worker = new Worker(addresses.worker, { type: 'module' });
    this.#ready = new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        reject(error);
        this.#failAll(error);
      };
      this.#worker.addEventListener(
        'message',
        ({ data }: MessageEvent<CompilerMessage>) => {
          if (data.kind === 'progress') onProgress(data.part);
          else if (data.kind === 'ready') resolve();
          else if (data.kind === 'answer') this.#take(data.id)?.answer(data.answer);
          else if (data.id === undefined) fail(new Error(data.message));
          else this.#take(data.id)?.fail(new Error(data.message));
        },
      );
      this.#worker.addEventListener('error', ({ message }) => {
        // Of a script that could not be fetched a browser says nothing.
        fail(new Error(message || 'the script of its worker could not be loaded'));
      });
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

  /** The answer to a question. Throws Error where the compiler cannot be loaded or breaks. */
  async answer<Kind extends keyof Questions>(
    question: Question & { readonly kind: Kind },
  ): Promise<Questions[Kind]['answer']> {
    await this.#ready;
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<unknown>((resolve, fail) =>
      this.#askers.set(id, { answer: resolve, fail }),
    );
    this.#ask({ kind: 'question', id, question });
    return (await answer) as Questions[Kind]['answer'];
  }

  /** Ends the worker: whoever waits is told, and nothing can be asked any more. */
  close(): void {
    this.#worker.terminate();
    this.#failAll(new Error('the compiler was closed'));
  }

  #ask(request: CompilerRequest): void {
    this.#worker.postMessage(request);
  }

  #take(id: number): Asker | undefined {
    const asker = this.#askers.get(id);
    this.#askers.delete(id);
    return asker;
  }

  #failAll(error: Error): void {
    for (const { fail } of this.#askers.values()) fail(error);
    this.#askers.clear();
  }
}
