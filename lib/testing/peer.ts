/**
 * A scripted peer: the other side of a connection, as hostile as a check needs it, in a line.
 *
 * ```ts
 * const peer = startPeer([sendByteByByte('three\n'), end()]);
 * const line = answer.readLine(peer.connect());
 * ```
 *
 * It runs on a thread of its own, because the check's thread blocks in real system calls. All
 * that a check asks of a peer is synchronous, with a deadline.
 */
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import { Socket } from '../net/index.ts';
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

/** How a peer gets its connection. */
export interface PeerOptions {
  /** Connects to this port on 127.0.0.1, instead of listening on a free one. */
  readonly connectTo?: number;
}

/** How long a check waits for a peer unless it says otherwise. */
const deadlineMs = 2_000;
/** The first peer of a process waits for its thread to start, on however busy a machine. */
const startDeadlineMs = 20_000;

/**
 * Starts a peer. When this returns it listens on a free port (`peer.connect()`), or its
 * connection to `connectTo` is made and waits to be accepted.
 * @throws {RangeError} for a script that cannot be played.
 * @throws {Wrong} if nobody listens on the port `connectTo`.
 */
export function startPeer(script: readonly Step[], options: PeerOptions = {}): Peer {
  const peer = new Peer(script, options);
  running.add(peer);
  return peer;
}

/** Stops every peer that was started. The exercise runner does it after each check. */
export function stopPeers(): void {
  for (const peer of running) peer.stop();
}

const running = new Set<Peer>();
let thread: Worker | undefined;

/** One thread plays all peers of a process, and does not keep the process alive. */
function peerThread(): Worker {
  if (thread === undefined) {
    thread = new Worker(new URL('./peer-thread.js', import.meta.url), { execArgv: [] });
    thread.unref();
  }
  return thread;
}

/** A peer that plays its script. Made by `startPeer()`. */
export class Peer {
  /** Where it listens, or has connected to: always this machine. */
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

  /** Use `startPeer()`. */
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
  }

  /** The port on which the peer listens, or to which it has connected. */
  get port(): number {
    return this.#port;
  }

  /** Where `Socket.connect()` finds a peer that listens. */
  get address(): { host: string; port: number } {
    return { host: this.host, port: this.port };
  }

  /** A blocking socket that is connected to the peer. Throws SystemError. */
  connect(): Socket {
    const socket = new Socket();
    socket.connect(this.address);
    return socket;
  }

  /**
   * Waits until the script is at its next `hold()`: what it sent before has come to this
   * side's kernel.
   * @throws {Wrong} if it does not get there in time.
   */
  untilHeld(timeoutMs: number = deadlineMs): void {
    const held = () => this.#holdsReached > this.#holdsLeft;
    this.#wait(timeoutMs, () => held() || this.#isOver());
    if (held()) return;
    throw new Wrong(`${this.#whereItIs()}. It should be further by now.`);
  }

  /** Lets the script go on from a `hold()`: the one where it is, or the next that it reaches. */
  goOn(): void {
    this.#holdsLeft += 1;
    this.#ask('goOn');
  }

  /**
   * Every byte that the peer received. Waits until the connection has ended.
   * @throws {Wrong} if it does not end in time, or if nobody ever connected.
   */
  received(timeoutMs: number = deadlineMs): Uint8Array {
    return this.#end(timeoutMs).received;
  }

  /** As `received()`, as text. */
  receivedText(timeoutMs: number = deadlineMs): string {
    return Buffer.from(this.received(timeoutMs)).toString();
  }

  /** How the connection ended. Waits as `received()` does, and throws as that. */
  ending(timeoutMs: number = deadlineMs): Ending {
    return this.#end(timeoutMs).ending;
  }

  /** How many bytes the peer has read until now. Waits for nothing: good for a message. */
  bytesRead(): number {
    return Atomics.load(this.#shared, BYTES_READ);
  }

  /** Closes the connection wherever the script is; `received()` then has what came so far. */
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
