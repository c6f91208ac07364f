/**
 * The page's side of a run: a worker of its own for each, which is ended when the program has, or
 * the reader wants it to, or nothing is heard of it any more.
 */
import type { SeenBuffers } from '../program/buffer-rows.ts';
import { patience } from './limits.ts';
import type { Ending, Job, Message } from './messages.ts';

/** What a run tells while it goes on. */
interface RunEvents {
  readonly onOutput: (text: string, atMs: number) => void;
  readonly onProgress: (nowMs: number, calls: number) => void;
  /** The run is over, one way or the other. */
  readonly onEnd: (end: RunEnd, record: RunRecord) => void;
}

/** What was written down of a run. */
export interface RunRecord {
  /** Its calls, as `parseRecord` reads them. */
  readonly text: string;
  readonly buffers: SeenBuffers;
}

/** How a run ended: by itself, or stopped from outside at a virtual time. */
export type RunEnd = Ending | { readonly kind: StopReason; readonly nowMs: number };

/** Who stopped it: the reader, or the page, because it was silent or went on for too long. */
type StopReason = 'reader' | 'silent' | 'long';

export class Running {
  readonly #worker: Worker;
  readonly #events: RunEvents;
  readonly #tooLong: ReturnType<typeof setTimeout>;
  #tooSilent: ReturnType<typeof setTimeout> | undefined;
  #record: RunRecord = { text: '', buffers: { connections: [], rows: [] } };
  #nowMs = 0;
  /** Its script has come. */
  #hasBegun = false;
  #isOver = false;

  constructor(workerUrl: string, job: Job, events: RunEvents) {
    this.#events = events;
    this.#worker = new Worker(workerUrl, { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      this.#hear(data);
    });
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#end(brokenBy(event.message, this.#nowMs));
    });
    this.#tooLong = setTimeout(() => this.stop('long'), patience.longestMs);
    this.#expectMessage();
    this.#worker.postMessage(job);
  }

  /** Ends it wherever it is. Does nothing if it is over. */
  stop(reason: StopReason = 'reader'): void {
    this.#end({ kind: reason, nowMs: this.#nowMs });
  }

  #hear(message: Message): void {
    if (this.#isOver) return;
    this.#hasBegun = true;
    this.#expectMessage();
    switch (message.kind) {
      case 'output':
        this.#nowMs = message.atMs;
        this.#events.onOutput(message.text, message.atMs);
        break;
      case 'progress':
        this.#nowMs = message.nowMs;
        this.#events.onProgress(message.nowMs, message.calls);
        break;
      case 'record':
        this.#record = { ...this.#record, text: this.#record.text + message.text };
        break;
      case 'buffers': {
        const rows = [...this.#record.buffers.rows, ...message.rows];
        const buffers = { connections: message.connections, rows };
        this.#record = { ...this.#record, buffers };
        break;
      }
      case 'ended':
        this.#end(message.ending);
    }
  }

  #expectMessage(): void {
    clearTimeout(this.#tooSilent);
    this.#tooSilent = this.#hasBegun
      ? setTimeout(() => this.stop('silent'), patience.silentMs)
      : setTimeout(() => this.#end(brokenBy('', 0)), patience.scriptMs);
  }

  #end(end: RunEnd): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#tooLong);
    clearTimeout(this.#tooSilent);
    this.#worker.terminate();
    this.#events.onEnd(end, this.#record);
  }
}

/** No worker, which has no message, or an error in the lab itself. */
function brokenBy(message: string | undefined, nowMs: number): Ending {
  const failure = {
    kind: 'broken',
    name: '',
    message: message ?? '',
    behind: [],
  } as const;
  return { kind: 'failed', failure, places: [], nowMs, calls: 0, struck: [], idle: {} };
}
