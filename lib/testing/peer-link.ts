/**
 * A check's end of the connection between two threads: its own, and the one that plays its peer.
 * All that it asks is answered at once or after a sleep, because a check cannot be called back.
 */
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import {
  BYTES_READ,
  type Ending,
  MESSAGES_SENT,
  type PeerNews,
  type PeerOrder,
  type PeerRequest,
  SHARED_NUMBERS,
  STEPS_DONE,
} from './peer-messages.ts';
import type { Step } from './peer-script.ts';
import { Wrong } from './wrong.ts';

// #region told
/** What a peer has told so far. */
interface Told {
  /** Where it listens, or has connected to; 0 before it listens. */
  port: number;
  connected: boolean;
  holdsReached: number;
  over?: { readonly ending: Ending; readonly received: Uint8Array };
  failure?: Wrong;
}
// #endregion

// #region thread
let thread: Worker | undefined;

/** One thread plays all peers of a process, and does not keep the process alive. */
function peerThread(): Worker {
  if (thread === undefined) {
    thread = new Worker(new URL('./peer-thread.js', import.meta.url), { execArgv: [] });
    thread.unref();
  }
  return thread;
}
// #endregion

// #region order
export class PeerLink {
  readonly #channel: MessagePort;
  readonly #shared = new Int32Array(new SharedArrayBuffer(4 * SHARED_NUMBERS));
  readonly #told: Told;

  /** Orders a peer with this script, which connects to that port, or listens. */
  constructor(script: readonly Step[], connectTo: number | undefined) {
    this.#told = { port: connectTo ?? 0, connected: false, holdsReached: 0 };
    const { port1, port2: channel } = new MessageChannel();
    this.#channel = port1;
    port1.unref();
    const order: PeerOrder = { script, connectTo, channel, shared: this.#shared };
    peerThread().postMessage(order, [channel]);
  }
  // #endregion

  // #region now
  /** What the peer had told when this was last waited for. */
  get told(): Readonly<Told> {
    return this.#told;
  }

  get isOver(): boolean {
    return this.#told.over !== undefined || this.#told.failure !== undefined;
  }

  /** How many bytes the peer has read, at this moment. */
  get bytesRead(): number {
    return Atomics.load(this.#shared, BYTES_READ);
  }

  /** How many steps of its script the peer has done, at this moment. */
  get stepsDone(): number {
    return Atomics.load(this.#shared, STEPS_DONE);
  }

  /** Asks the peer for something, if it still plays. */
  ask(request: PeerRequest): void {
    if (!this.isOver) this.#channel.postMessage(request);
  }
  // #endregion

  // #region wait
  /** Takes in news, asleep between, until `enough`. Answers false at the deadline. */
  wait(timeoutMs: number, enough: () => boolean): boolean {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      // Counted before the messages are read: one that comes later changes the count.
      const count = Atomics.load(this.#shared, MESSAGES_SENT);
      this.#takeInNews();
      if (enough()) return true;
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return false;
      Atomics.wait(this.#shared, MESSAGES_SENT, count, leftMs);
    }
  }

  /** Hears no more of the peer. */
  close(): void {
    this.#channel.close();
  }

  #takeInNews(): void {
    for (;;) {
      const envelope = receiveMessageOnPort(this.#channel);
      if (envelope === undefined) return;
      this.#takeIn(envelope.message);
    }
  }

  #takeIn(news: PeerNews): void {
    switch (news.news) {
      case 'listening':
        this.#told.port = news.port;
        break;
      case 'connected':
        this.#told.connected = true;
        break;
      case 'held':
        this.#told.holdsReached += 1;
        break;
      case 'over':
        this.#told.over = news;
        break;
      case 'failed':
        this.#told.failure = new Wrong(failureText(news, this.#told.port));
        break;
    }
  }
}

function failureText({ code, message }: { code: string; message: string }, port: number) {
  return code === 'ECONNREFUSED'
    ? `The other side could not connect: nobody listens on port ${port}.`
    : `The other side could not start: ${message}.`;
}
// #endregion
