/** The page's side of the compiler's worker. */
import { MissingError, PATIENCE_MS } from '../fetching/missing.ts';
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

/** What is told of a compiler that starts. */
interface CompilerEvents {
  /** How much of it has come, from 0 to 1. */
  readonly onProgress: (part: number) => void;
  /** It can work. */
  readonly onReady: () => void;
  /** It cannot: MissingError where it could not be fetched. It may be started again. */
  readonly onBroken: (error: Error) => void;
}

export class Compiler {
  readonly #addresses: CompilerAddresses;
  readonly #events: CompilerEvents;
  readonly #askers = new Map<number, Asker>();
  #worker: Worker;
  #ready: Promise<void>;
  /** Ends the worker, and tells whoever waits or asks from now on. */
  #end: (error: Error) => void = () => {};
  #isBroken = false;
  #lastId = 0;

  /** Starts it. */
  constructor(addresses: CompilerAddresses, events: CompilerEvents) {
    this.#addresses = addresses;
    this.#events = events;
    [this.#worker, this.#ready] = this.#started();
  }

  /** Starts it once more if it is broken. */
  startAgain(): void {
    if (!this.#isBroken) return;
    this.#isBroken = false;
    [this.#worker, this.#ready] = this.#started();
  }

  #started(): [Worker, Promise<void>] {
    const { worker: script, typescript, typescriptBytes, declarations } = this.#addresses;
    const { onProgress, onReady, onBroken } = this.#events;
    const worker = new Worker(script, { type: 'module' });
    const ready = new Promise<void>((resolve, reject) => {
      this.#end = (error) => {
        worker.terminate();
        silence.end();
        reject(error);
        // It may have been ready before.
        this.#ready = ready.then(() => Promise.reject(error));
        this.#ready.catch(() => {});
        this.#failAll(error);
      };
      const fail = (error: Error) => {
        if (this.#worker !== worker || this.#isBroken) return;
        this.#isBroken = true;
        this.#end(error);
        onBroken(error);
      };
      const silence = new Silence(() => fail(new MissingError('TypeScript')));
      worker.addEventListener('message', ({ data }: MessageEvent<CompilerMessage>) => {
        if (data.kind === 'progress') {
          silence.begin();
          onProgress(data.part);
        } else if (data.kind === 'ready') {
          silence.end();
          resolve();
          onReady();
        } else if (data.kind === 'answer') this.#take(data.id)?.answer(data.answer);
        else if (data.id === undefined)
          fail(new MissingError('TypeScript', { cause: data.message }));
        else this.#take(data.id)?.fail(new Error(data.message));
      });
      // Of a script that could not be fetched a browser says nothing.
      worker.addEventListener('error', ({ message }) => {
        fail(message ? new Error(message) : new MissingError('TypeScript'));
      });
      silence.begin();
      onProgress(0);
    });
    // Whoever asks it for something is told; nobody may have asked yet.
    ready.catch(() => {});
    const request: CompilerRequest = {
      kind: 'start',
      typescriptUrl: typescript,
      typescriptBytes,
      declarationsUrl: declarations,
    };
    worker.postMessage(request);
    return [worker, ready];
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
    const request: CompilerRequest = { kind: 'question', id, question };
    this.#worker.postMessage(request);
    return (await answer) as Questions[Kind]['answer'];
  }

  /** Ends the worker: whoever waits is told, and nothing can be asked any more. */
  close(): void {
    this.#end(new Error('the compiler was closed'));
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

/** How long nothing has been heard. */
class Silence {
  readonly #tooLong: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tooLong: () => void) {
    this.#tooLong = tooLong;
  }

  /** Something was heard: it begins now. */
  begin(): void {
    this.end();
    this.#timer = setTimeout(this.#tooLong, PATIENCE_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
