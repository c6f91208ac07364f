/**
 * Watches a relay's calls: how much it keeps for each direction, whether it sleeps with a timeout or
 * with a connection that is broken, and whom it gives up.
 */
import {
  currentKernel,
  errno,
  fdSetHas,
  type Kernel,
  SystemError,
  timeval,
} from 'would-block';
import { kernelWith, Wrong } from 'would-block/testing';

/** The most that the relay may keep for a direction. */
export const KEPT_BYTES = 65_536;

/** What a slow recv() brings at most, and how long it takes. */
const LITTLE_BYTES = 500;
const SLOW_MS = 0.5;

export interface WatchOptions {
  /** Called when the relay has sent to the first side: with the count of all bytes so far. */
  readonly onSentToFirst?: (bytes: number) => void;
  /** Makes recv() slow, and bring little: who talks always has more to say. */
  readonly isSlow?: boolean;
  /** The error by which recv() tells of a side that has crashed, instead of ECONNRESET. */
  readonly brokenBy?: number;
}

/** One of the two sides. */
interface Side {
  /** What was received from it and not sent on to the other. */
  keptBytes: number;
  /** What was sent to it. */
  sentBytes: number;
  /** Whether recv() has last refused it with EAGAIN. */
  isRefused: boolean;
  /** What the other side has said since there was something to do for what this one says. */
  waitedBytes?: number | undefined;
}

const newSide = (): Side => ({ keptBytes: 0, sentBytes: 0, isRefused: false });

export class RelayWatch {
  /** The current kernel, watched. */
  readonly kernel: Kernel;
  readonly #below = currentKernel();
  readonly #options: WatchOptions;
  /** By their descriptors, the first side first. */
  readonly #sides = new Map<number, Side>();
  /** The answer by which the relay has heard that a connection is broken. */
  #broken: SystemError | undefined;
  /** Whether one of them has come to its end. */
  #hasEnded = false;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.kernel = kernelWith(this.#below, {
      select: (...call) => {
        this.#beforeSelect(call[4]);
        const count = this.#below.select(...call);
        this.#noteReady(call[1], call[2]);
        return count;
      },
      recv: (...call) => this.#recv(...call),
      send: (fd, ...rest) => this.#noteSent(fd, this.#below.send(fd, ...rest)),
      close: (fd) => {
        this.#beforeClose(fd);
        return this.#below.close(fd);
      },
    });
  }

  /** Begins with the descriptors of the two sides. */
  begin(first: number, second: number): void {
    for (const fd of [first, second]) this.#sides.set(fd, newSide());
  }

  #beforeSelect(timeout: Int32Array | null): void {
    if (timeout !== null) {
      throw new Wrong(
        'select() was called with a timeout. Nothing is due at any time: what is there to wake up for?',
      );
    }
    if (this.#broken === undefined) return;
    const { syscall, code } = this.#broken;
    throw new Wrong(
      `${syscall}() has said that a connection is broken (${code}), and the relay calls select() again. ` +
        'A relay with one leg is of no use to anybody: what is there left to wait for?',
    );
  }

  /** A side waits if it can be read from, or what it said can be sent on. */
  #noteReady(readfds: Uint8Array | null, writefds: Uint8Array | null): void {
    for (const [fd, side] of this.#sides) {
      const [to = fd] = [...this.#sides.keys()].filter((other) => other !== fd);
      const isReady =
        (readfds !== null && fdSetHas(readfds, fd)) ||
        (writefds !== null && fdSetHas(writefds, to));
      side.waitedBytes = isReady ? (side.waitedBytes ?? 0) : undefined;
    }
  }

  #recv(...[fd, buffer, length, flags]: Parameters<Kernel['recv']>): number {
    const { isSlow, brokenBy = errno.ECONNRESET } = this.#options;
    if (isSlow) this.#below.select(0, null, null, null, timeval(SLOW_MS));
    const most = isSlow ? Math.min(length, LITTLE_BYTES) : length;
    const answer = this.#below.recv(fd, buffer, most, flags);
    const count = this.#hear('recv', answer === -errno.ECONNRESET ? -brokenBy : answer);
    this.#hasEnded ||= count === 0;
    const side = this.#sides.get(fd);
    if (side === undefined) return count;
    side.isRefused = count === -errno.EAGAIN;
    side.waitedBytes = undefined;
    for (const other of this.#sides.values()) {
      if (other.waitedBytes !== undefined) other.waitedBytes += Math.max(0, count);
      if (other.waitedBytes !== undefined && other.waitedBytes > 2 * KEPT_BYTES) {
        throw new Wrong(waitsTooLong(other.waitedBytes));
      }
    }
    side.keptBytes += Math.max(0, count);
    if (side.keptBytes > KEPT_BYTES) throw new Wrong(keepsTooMuch(side.keptBytes));
    return count;
  }

  #noteSent(fd: number, answer: number): number {
    const count = this.#hear('send', answer);
    if (count <= 0) return count;
    const [first] = this.#sides.keys();
    for (const [other, side] of this.#sides) {
      if (other === fd) side.sentBytes += count;
      else {
        side.keptBytes -= count;
        side.waitedBytes = undefined;
      }
    }
    if (fd === first) this.#options.onSentToFirst?.(this.#sides.get(fd)?.sentBytes ?? 0);
    return count;
  }

  #hear(call: string, answer: number): number {
    const meansNotNow = answer === -errno.EAGAIN || answer === -errno.EINTR;
    if (answer < 0 && !meansNotNow) this.#broken ??= new SystemError(call, answer);
    return answer;
  }

  #beforeClose(fd: number): void {
    if (!this.#sides.get(fd)?.isRefused || this.#broken || this.#hasEnded) return;
    throw new Wrong(
      'A connection was closed after recv() had failed with EAGAIN. select() had called it readable, and it ' +
        'was not: nothing has ended, and nothing is broken. What does EAGAIN say about the connection?',
    );
  }
}

function waitsTooLong(bytes: number): string {
  return (
    'select() had said that what one side says can be read, or sent on, and it was not, while the other said ' +
    `${bytes.toLocaleString('en')} bytes. What makes the relay come round to both?`
  );
}

function keepsTooMuch(bytes: number): string {
  const [has, most] = [bytes, KEPT_BYTES].map((number) => number.toLocaleString('en'));
  return (
    `The relay keeps ${has} bytes for a side that does not listen, and ${most} are allowed. Who ` +
    'is read from while there is something left to send on?'
  );
}
