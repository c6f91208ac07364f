/**
 * What a check can ask of a scripted peer, on whichever kernel that plays.
 */
import type { Socket } from '../net/index.ts';
import type { Ending } from './peer-messages.ts';

// #region peer
/** How a peer gets its connection. */
export interface PeerOptions {
  /** Connects to this port on 127.0.0.1, instead of listening on a free one. */
  readonly connectTo?: number;
}

/**
 * A peer that plays its script. Made by `startPeer()`. What waits here has a deadline in real
 * time; in virtual time the deadline is that nothing can happen any more.
 */
export interface Peer {
  /** Where it listens, or has connected to: always this machine. */
  readonly host: string;
  /** The port on which the peer listens, or to which it has connected. */
  readonly port: number;
  /** Where `Socket.connect()` finds a peer that listens. */
  readonly address: { host: string; port: number };

  /** A blocking socket that is connected to the peer. Throws SystemError. */
  connect(): Socket;

  /**
   * Waits until the script is at its next `hold()`: what it sent before has come to this
   * side's kernel.
   * @throws {Wrong} if it does not get there in time.
   */
  untilHeld(timeoutMs?: number): void;

  /** Lets the script go on from a `hold()`: the one where it is, or the next that it reaches. */
  goOn(): void;

  /**
   * Every byte that the peer received. Waits until the connection has ended.
   * @throws {Wrong} if it does not end in time, or if nobody ever connected.
   */
  received(timeoutMs?: number): Uint8Array;

  /** As `received()`, as text. */
  receivedText(timeoutMs?: number): string;

  /** How the connection ended. Waits as `received()` does, and throws as that. */
  ending(timeoutMs?: number): Ending;

  /** How many bytes the peer has read until now. Waits for nothing: good for a message. */
  bytesRead(): number;

  /** Closes the connection wherever the script is; `received()` then has what came so far. */
  stop(): void;

  /** Does the same as `stop`. */
  [Symbol.dispose](): void;
}
// #endregion
