/**
 * A peer on the real kernel.
 *
 * It runs on a thread of its own, because the check's thread blocks in real system calls. All
 * that a check asks of it is synchronous, with a deadline.
 */
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import { Socket } from '../net/index.ts';
import type { Peer, PeerOptions } from './peer.ts';
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
import { type Step, validateScript } from './peer-script.ts';
import { Wrong } from './wrong.ts';

/** How long a check waits for a peer unless it says otherwise. */
const deadlineMs = 2_000;
/** The first peer of a process waits for its thread to start, on however busy a machine. */
const startDeadlineMs = 20_000;

/** Stops every peer that runs on the thread. */
export function stopThreadPeers(): void {
  for (const peer of running) peer.stop();
}

const running = new Set<ThreadPeer>();
let thread: Worker | undefined;

/** One thread plays all peers of a process, and does not keep the process alive. */
function peerThread(): Worker {
  if (thread === undefined) {
    thread = new Worker(new URL('./peer-thread.js', import.meta.url), { execArgv: [] });
    thread.unref();
  }
  return thread;
}

export class ThreadPeer implements Peer {
  readonly host = '127.0.0.1';
  readonly #script: readonly Step[];
  readonly #channel: MessagePort;
  readonly #shared = new Int32Array(new SharedArrayBuffer(4 * SHARED_NUMBERS));
  #port: number;
  #connected = false;
  #holdsReached = 0;
  #holdsLeft = 0;
  #over: { ending: Ending; received: Uint8Array } | undefined;
  #failure: Wrong | undefined;

  /** Use `startPeer()`. Throws what that throws. */
  constructor(script: readonly Step[], { connectTo }: PeerOptions) {
    validateScript(script);
    this.#script = script;
    const { port1, port2: channel } = new MessageChannel();
    this.#channel = port1;
    port1.unref();
    const order: PeerOrder = { script, connectTo, channel, shared: this.#shared };
    peerThread().postMessage(order, [channel]);
    this.#port = connectTo ?? 0;
    const ready = () =>
      this.#isOver() || (connectTo === undefined ? this.#port > 0 : this.#connected);
    if (!this.#wait(startDeadlineMs, ready)) {
      throw new Error(`The peer did not start within ${startDeadlineMs} ms`);
    }
    if (this.#failure) throw this.#failure;
    running.add(this);
  }

  get port(): number {
    return this.#port;
  }

  get address(): { host: string; port: number } {
    return { host: this.host, port: this.port };
  }

  connect(): Socket {
    const socket = new Socket();
    socket.connect(this.address);
    return socket;
  }

  untilHeld(timeoutMs: number = deadlineMs): void {
    const held = () => this.#holdsReached > this.#holdsLeft;
    this.#wait(timeoutMs, () => held() || this.#isOver());
    if (held()) return;
    throw new Wrong(`${this.#whereItIs()}. It should be further by now.`);
  }

  goOn(): void {
    this.#holdsLeft += 1;
    this.#ask('goOn');
  }

  received(timeoutMs: number = deadlineMs): Uint8Array {
    return this.#end(timeoutMs).received;
  }

  receivedText(timeoutMs: number = deadlineMs): string {
    return Buffer.from(this.received(timeoutMs)).toString();
  }

  ending(timeoutMs: number = deadlineMs): Ending {
    return this.#end(timeoutMs).ending;
  }

  bytesRead(): number {
    return Atomics.load(this.#shared, BYTES_READ);
  }

  stop(): void {
    this.#ask('stop');
    this.#wait(deadlineMs, () => this.#isOver());
    running.delete(this);
    this.#channel.close();
  }

  [Symbol.dispose](): void {
    this.stop();
  }

  #end(timeoutMs: number): { ending: Ending; received: Uint8Array } {
    this.#wait(timeoutMs, () => this.#isOver());
    if (this.#failure) throw this.#failure;
    if (this.#over) return this.#over;
    if (!this.#connected) {
      throw new Wrong(`Nobody connected to the other side, on port ${this.port}.`);
    }
    throw new Wrong(
      `${this.#whereItIs()}, but the connection has not ended. Who closes the socket?`,
    );
  }

  #isOver(): boolean {
    return this.#over !== undefined || this.#failure !== undefined;
  }

  #whereItIs(): string {
    const done = Atomics.load(this.#shared, STEPS_DONE);
    const step = this.#script[done];
    const doing = step === undefined ? 'has done its part' : `is at ${step.step}()`;
    return `The other side has received ${this.bytesRead().toLocaleString('en')} bytes and ${doing}`;
  }

  #ask(request: PeerRequest): void {
    if (!this.#isOver()) this.#channel.postMessage(request);
  }

  /** Takes in news, asleep between, until `enough`. Answers false at the deadline. */
  #wait(timeoutMs: number, enough: () => boolean): boolean {
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

  #takeInNews(): void {
    for (;;) {
      const envelope = receiveMessageOnPort(this.#channel);
      if (envelope === undefined) return;
      const news: PeerNews = envelope.message;
      switch (news.news) {
        case 'listening':
          this.#port = news.port;
          break;
        case 'connected':
          this.#connected = true;
          break;
        case 'held':
          this.#holdsReached += 1;
          break;
        case 'over':
          this.#over = news;
          break;
        case 'failed':
          this.#failure = new Wrong(failureText(news, this.#port));
          break;
      }
    }
  }
}

function failureText({ code, message }: { code: string; message: string }, port: number) {
  return code === 'ECONNREFUSED'
    ? `The other side could not connect: nobody listens on port ${port}.`
    : `The other side could not start: ${message}.`;
}
