/**
 * A peer on the real kernel.
 *
 * It runs on a thread of its own, because the check's thread blocks in real system calls. All
 * that a check asks of it is synchronous, with a deadline.
 */
import { Socket } from '../net/index.ts';
import type { Peer, PeerOptions } from './peer.ts';
import { PeerLink } from './peer-link.ts';
import type { Ending } from './peer-messages.ts';
import { type Step, validateScript } from './peer-script.ts';
import { Wrong } from './wrong.ts';

// #region running
/** How long a check waits for a peer unless it says otherwise. */
const deadlineMs = 2_000;
/** The first peer of a process waits for its thread to start, on however busy a machine. */
const startDeadlineMs = 20_000;

/** Stops every peer that runs on the thread. */
export function stopThreadPeers(): void {
  for (const peer of running) peer.stop();
}

const running = new Set<ThreadPeer>();
// #endregion

// #region start
export class ThreadPeer implements Peer {
  readonly host = '127.0.0.1';
  readonly #script: readonly Step[];
  readonly #link: PeerLink;
  #holdsLeft = 0;

  /** Use `startPeer()`. Throws what that throws. */
  constructor(script: readonly Step[], { connectTo }: PeerOptions) {
    validateScript(script);
    this.#script = script;
    this.#link = new PeerLink(script, connectTo);
    const ready = () =>
      this.#link.isOver ||
      (connectTo === undefined ? this.port > 0 : this.#link.told.connected);
    if (!this.#link.wait(startDeadlineMs, ready)) {
      throw new Error(`The peer did not start within ${startDeadlineMs} ms`);
    }
    if (this.#link.told.failure) throw this.#link.told.failure;
    running.add(this);
  }

  get port(): number {
    return this.#link.told.port;
  }

  get address(): { host: string; port: number } {
    return { host: this.host, port: this.port };
  }

  connect(): Socket {
    const socket = new Socket();
    socket.connect(this.address);
    return socket;
  }
  // #endregion

  // #region asks
  untilHeld(timeoutMs: number = deadlineMs): void {
    const held = () => this.#link.told.holdsReached > this.#holdsLeft;
    this.#link.wait(timeoutMs, () => held() || this.#link.isOver);
    if (held()) return;
    throw new Wrong(`${this.#whereItIs()}. It should be further by now.`);
  }

  goOn(): void {
    this.#holdsLeft += 1;
    this.#link.ask('goOn');
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
    return this.#link.bytesRead;
  }

  stop(): void {
    this.#link.ask('stop');
    this.#link.wait(deadlineMs, () => this.#link.isOver);
    running.delete(this);
    this.#link.close();
  }

  [Symbol.dispose](): void {
    this.stop();
  }
  // #endregion

  // #region end
  #end(timeoutMs: number): { readonly ending: Ending; readonly received: Uint8Array } {
    this.#link.wait(timeoutMs, () => this.#link.isOver);
    const { over, failure, connected } = this.#link.told;
    if (failure) throw failure;
    if (over) return over;
    if (!connected) {
      throw new Wrong(`Nobody connected to the other side, on port ${this.port}.`);
    }
    throw new Wrong(
      `${this.#whereItIs()}, but the connection has not ended. Who closes the socket?`,
    );
  }

  #whereItIs(): string {
    const step = this.#script[this.#link.stepsDone];
    const doing = step === undefined ? 'has done its part' : `is at ${step.step}()`;
    return `The other side has received ${this.bytesRead().toLocaleString('en')} bytes and ${doing}`;
  }
}
// #endregion
