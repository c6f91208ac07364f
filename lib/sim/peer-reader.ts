/**
 * How a peer reads in the background: at once, so many bytes a millisecond, or not at all.
 */
import { POLLIN } from '../sys/index.ts';
import type { Clock } from './clock.ts';
import { WOULD_BLOCK } from './socket.ts';
import type { TcpSocket } from './tcp-socket.ts';

/** The time between two reads of a slow reader. */
const TICK_MS = 1;

export class PeerReader {
  readonly #clock: Clock;
  readonly #socket: TcpSocket;
  readonly #again: () => void;
  readonly #chunks: Uint8Array[] = [];
  bytes = 0;
  hasEnded = false;
  isBroken = false;
  /** Bytes a millisecond: 0 is stopped, Infinity as fast as they come. */
  #rate = 0;
  /** How many bytes a slow reader may read, and since when it has earned them. */
  #credit = 0;
  #earnedUntilMs = 0;
  #isTicking = false;

  /** `again` is called when a slow reader may read on. */
  constructor(clock: Clock, socket: TcpSocket, again: () => void) {
    this.#clock = clock;
    this.#socket = socket;
    this.#again = again;
  }

  get isStopped(): boolean {
    return this.#rate === 0;
  }

  /** Everything read so far, in one array. */
  get received(): Uint8Array {
    const all = new Uint8Array(this.bytes);
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  /** Reads from now on `rate` bytes a millisecond. */
  setRate(rate: number): void {
    if (rate !== this.#rate) {
      this.#rate = rate;
      this.#credit = 0;
      this.#earnedUntilMs = this.#clock.nowMs;
    }
    this.read();
  }

  /** Reads what there is, as far as it may. */
  read(): void {
    if (this.#rate === 0 || this.hasEnded || this.isBroken) return;
    this.#earn();
    while (this.#credit >= 1) {
      const most = Math.min(this.#socket.arrivedBytes, Math.floor(this.#credit));
      const chunk = new Uint8Array(Math.max(1, most)); // where nothing is, it asks why
      const count = this.#socket.recv(chunk, false);
      if (count <= 0) {
        this.hasEnded = count === 0;
        this.isBroken = count < 0 && count !== WOULD_BLOCK;
        return;
      }
      this.#chunks.push(chunk);
      this.bytes += count;
      this.#credit -= count;
    }
    this.#tickLater();
  }

  #earn(): void {
    const { nowMs } = this.#clock;
    const earned =
      this.#rate === Infinity ? Infinity : (nowMs - this.#earnedUntilMs) * this.#rate;
    this.#earnedUntilMs = nowMs;
    // What could not be read in time is not saved up: no burst after a silence.
    const most = Math.max(1, TICK_MS * this.#rate);
    this.#credit = Math.min(this.#credit + earned, most);
  }

  // #region tick
  /** Only where something waits: a clock that ticks for nothing would hide a deadlock. */
  #tickLater(): void {
    const waits = (this.#socket.readiness() & POLLIN) !== 0;
    if (this.#isTicking || !waits) return;
    this.#isTicking = true;
    const delayMs = Math.max(TICK_MS, (1 - this.#credit) / this.#rate);
    this.#clock.after(delayMs, () => {
      this.#isTicking = false;
      this.#again();
    });
  }
}
// #endregion
