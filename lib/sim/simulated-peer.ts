/**
 * What a test holds of a peer: the questions that wait, in virtual time, for their answer.
 */
import type { PeerEnding, PeerPlayer } from './peer.ts';
import type { Waiting } from './waiting.ts';

/** A peer on the simulated machine, which plays its script in virtual time. */
export class SimulatedPeer {
  /** Where it listens, or has connected to: always this machine. */
  readonly host = '127.0.0.1';
  readonly #player: PeerPlayer;
  readonly #waiting: Waiting;

  /** Made by `SimulatedKernel.startPeer()`. */
  constructor(player: PeerPlayer, waiting: Waiting) {
    this.#player = player;
    this.#waiting = waiting;
  }

  /** The port on which it listens, or to which it connects. */
  get port(): number {
    return this.#player.port;
  }

  /** Where a client finds a peer that listens. */
  get address(): { host: string; port: number } {
    return { host: this.host, port: this.port };
  }

  /** How many bytes it has read until now. Waits for nothing. */
  bytesRead(): number {
    return this.#player.received.length;
  }

  /** Every byte that it received, once the connection has ended. Throws DeadlockError. */
  received(): Uint8Array {
    this.ending();
    return this.#player.received;
  }

  /** As `received()`, as text. */
  receivedText(): string {
    return new TextDecoder().decode(this.received());
  }

  /** How the connection ended, once it has. Throws DeadlockError if it never does. */
  ending(): PeerEnding {
    this.#until(() => this.#player.ending !== undefined, 'the end of its connection');
    return this.#player.ending as PeerEnding;
  }

  /** Waits until the script is at a `hold()`. Throws DeadlockError if it does not get there. */
  untilHeld(): void {
    this.#until(() => this.#player.isHeld, 'its hold()');
  }

  /** Lets the script go on from a `hold()`: the one where it is, or the next that it reaches. */
  goOn(): void {
    this.#player.goOn();
  }

  /** Closes the connection wherever the script is. */
  stop(): void {
    this.#player.stop();
  }

  #until(isReady: () => boolean, what: string): void {
    const waiter = () => `who asks the peer on port ${this.port} for ${what}`;
    this.#waiting.pass(isReady, Infinity, waiter);
  }
}
