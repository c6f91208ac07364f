/**
 * Reads a peer's connection in the background, as fast as its script allows.
 *
 * A node:net socket reads ahead of its program. This one is created paused and with a high-water
 * mark of one byte, so that it never takes more than one chunk (64 KiB) from the kernel that the
 * script has not read; and nothing before reading begins.
 */
import type { Socket } from 'node:net';

// #region reader
export class PeerReader {
  readonly #socket: Socket;
  readonly #onBytes: (count: number) => void;
  readonly #chunks: Uint8Array[] = [];
  readonly #waiting = new Set<() => void>();
  #bytes = 0;
  #ended = false;
  #listening = false;
  /** Bytes a millisecond: 0 is stopped, Infinity as fast as they come. */
  #rate = 0;
  /** How many bytes may be read now; a slow reader earns them with time. */
  #credit = 0;
  #lastTickMs = 0;
  #ticks: NodeJS.Timeout | undefined;

  /** `onBytes` is called with the count of all bytes so far, whenever there are more. */
  constructor(socket: Socket, onBytes: (count: number) => void) {
    this.#socket = socket;
    this.#onBytes = onBytes;
    socket.on('end', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  get bytes(): number {
    return this.#bytes;
  }

  get stopped(): boolean {
    return this.#rate === 0;
  }

  /** Everything read so far, in one array. */
  received(): Uint8Array {
    return Uint8Array.from(Buffer.concat(this.#chunks));
  }
  // #endregion

  // #region rate
  /** Reads from now on `rate` bytes a millisecond. */
  setRate(rate: number): void {
    this.#rate = rate;
    this.#credit = rate === Infinity ? rate : 0;
    clearInterval(this.#ticks);
    if (rate === 0) return;
    if (!this.#listening) {
      this.#listening = true;
      this.#socket.on('readable', () => this.#read());
    }
    if (rate === Infinity) {
      this.#read();
    } else {
      this.#lastTickMs = performance.now();
      this.#ticks = setInterval(() => this.#tick(), 1);
    }
  }

  /** Resolves when so many bytes have been read in all, or the stream has ended. */
  async untilBytes(total: number): Promise<void> {
    while (this.#bytes < total && !this.#ended) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }
  // #endregion

  // #region read
  #tick(): void {
    const now = performance.now();
    const earned = (now - this.#lastTickMs) * this.#rate;
    this.#lastTickMs = now;
    // What could not be read in time is not saved up: no burst after a silence.
    this.#credit = Math.min(this.#credit + earned, Math.max(1, 20 * this.#rate));
    this.#read();
  }

  #read(): void {
    for (;;) {
      const allowed = Math.min(Math.floor(this.#credit), this.#socket.readableLength);
      if (allowed === 0) break;
      const chunk: Buffer | null = this.#socket.read(allowed);
      if (chunk === null) break;
      this.#credit -= chunk.length;
      this.#bytes += chunk.length;
      this.#chunks.push(chunk);
      this.#onBytes(this.#bytes);
    }
    // Asks the kernel for more, and notices the end of the stream, once all has been read.
    if (this.#socket.readableLength === 0 && this.#credit >= 1) this.#socket.read(0);
    this.#wake();
  }

  #wake(): void {
    if (this.#ended) clearInterval(this.#ticks);
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  /** Stops its clock, so that nothing is left behind. */
  close(): void {
    clearInterval(this.#ticks);
  }
}
// #endregion
