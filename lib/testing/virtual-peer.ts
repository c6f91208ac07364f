/**
 * A peer on a simulated kernel, with the methods and the errors of one on the real kernel.
 */
import { Socket } from '../net/index.ts';
import { DeadlockError, type SimulatedPeer } from '../sim/index.ts';
import type { Peer } from './peer.ts';
import type { Ending } from './peer-messages.ts';
import { Wrong } from './wrong.ts';

// #region asks
export class VirtualPeer implements Peer {
  readonly #peer: SimulatedPeer;

  /** Use `startPeer()`. */
  constructor(peer: SimulatedPeer) {
    this.#peer = peer;
  }

  get host(): string {
    return this.#peer.host;
  }

  get port(): number {
    return this.#peer.port;
  }

  get address(): { host: string; port: number } {
    return this.#peer.address;
  }

  connect(): Socket {
    const socket = new Socket();
    socket.connect(this.address);
    return socket;
  }

  untilHeld(): void {
    this.#orWrong(() => this.#peer.untilHeld(), 'It should be further by now.');
  }

  goOn(): void {
    this.#peer.goOn();
  }

  received(): Uint8Array {
    return this.#atTheEnd(() => this.#peer.received());
  }

  receivedText(): string {
    return this.#atTheEnd(() => this.#peer.receivedText());
  }

  ending(): Ending {
    return this.#atTheEnd(() => this.#peer.ending());
  }

  bytesRead(): number {
    return this.#peer.bytesRead();
  }

  stop(): void {
    this.#peer.stop();
  }

  [Symbol.dispose](): void {
    this.stop();
  }
  // #endregion

  // #region or-wrong
  #atTheEnd<Result>(ask: () => Result): Result {
    return this.#orWrong(ask, 'Its connection never ends. Who closes the socket?');
  }

  /** That nothing can happen any more is here what a deadline is on the real kernel. */
  #orWrong<Result>(ask: () => Result, what: string): Result {
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof DeadlockError)) throw error;
      const count = this.bytesRead().toLocaleString('en');
      throw new Wrong(`The other side has received ${count} bytes. ${what}`);
    }
  }
}
// #endregion
