/**
 * Watches a server's calls, and knows what each of its clients is owed: what was received from it
 * and has not been sent back. Nobody may be owed more than the limit, nobody be given up for no
 * reason.
 */
import { currentKernel, errno, type Kernel, timeval } from 'would-block';
import { kernelWith, Wrong } from 'would-block/testing';

/** What a slow recv() brings at most, and how long it takes. */
const LITTLE_BYTES = 500;
const SLOW_MS = 0.5;

export interface WatchOptions {
  /** How much a client may be owed. */
  readonly queueBytes: number;
  /** Called before each select(). */
  readonly beforeSelect?: () => void;
  /** Makes recv() slow, and bring little: who talks always has more to say. */
  readonly isSlow?: boolean;
  /** The error by which recv() tells of a client that has crashed, instead of ECONNRESET. */
  readonly brokenBy?: number;
}

interface Client {
  owedBytes: number;
  /** Whether recv() has last refused it with EAGAIN. */
  isRefused: boolean;
  /** Whether it has ended its stream, or broken its connection. */
  isOver: boolean;
}

export class QueueWatch {
  /** The current kernel, watched. */
  readonly kernel: Kernel;
  /** The most that a client has been owed. */
  mostOwedBytes = 0;
  readonly #below = currentKernel();
  readonly #options: WatchOptions;
  readonly #clients = new Map<number, Client>();

  constructor(options: WatchOptions) {
    this.#options = options;
    this.kernel = kernelWith(this.#below, {
      select: (...call) => {
        this.#beforeSelect(call[4]);
        return this.#below.select(...call);
      },
      accept4: (...call) => {
        const fd = this.#below.accept4(...call);
        if (fd >= 0) {
          this.#clients.set(fd, { owedBytes: 0, isRefused: false, isOver: false });
        }
        return fd;
      },
      recv: (...call) => this.#recv(...call),
      send: (...call) => this.#noteSent(call[0], this.#below.send(...call)),
      close: (fd) => {
        this.#beforeClose(fd);
        return this.#below.close(fd);
      },
    });
  }

  #beforeSelect(timeout: Int32Array | null): void {
    this.#options.beforeSelect?.();
    if (timeout === null) return;
    throw new Wrong(
      'select() was called with a timeout. Nothing is due at any time: what is there to wake up for?',
    );
  }

  #recv(...[fd, buffer, length, flags]: Parameters<Kernel['recv']>): number {
    const { queueBytes, isSlow, brokenBy = errno.ECONNRESET } = this.#options;
    const client = this.#clients.get(fd);
    if (client && client.owedBytes >= queueBytes) {
      throw new Wrong(
        `A client that does not listen is owed ${inBytes(client.owedBytes)}, and is read ` +
          `from. The limit is ${inBytes(queueBytes)}. What keeps your server from reading on?`,
      );
    }
    if (isSlow) this.#below.select(0, null, null, null, timeval(SLOW_MS));
    const most = isSlow ? Math.min(length, LITTLE_BYTES) : length;
    const answer = this.#below.recv(fd, buffer, most, flags);
    const count = answer === -errno.ECONNRESET ? -brokenBy : answer;
    if (client) this.#noteReceived(client, count);
    return count;
  }

  #noteReceived(client: Client, count: number): void {
    const { queueBytes } = this.#options;
    client.isRefused = count === -errno.EAGAIN;
    client.isOver ||= count === 0 || isBroken(count);
    const before = client.owedBytes;
    client.owedBytes += Math.max(0, count);
    this.mostOwedBytes = Math.max(this.mostOwedBytes, client.owedBytes);
    if (client.owedBytes <= queueBytes) return;
    throw new Wrong(
      `A client was owed ${inBytes(before)}, recv() brought ${inBytes(count)} more, and the limit is ` +
        `${inBytes(queueBytes)}. For how many was there room, and who says how many recv() brings?`,
    );
  }

  #noteSent(fd: number, count: number): number {
    const client = this.#clients.get(fd);
    if (client === undefined) return count;
    client.isOver ||= isBroken(count);
    client.owedBytes -= Math.max(0, count);
    return count;
  }

  #beforeClose(fd: number): void {
    const client = this.#clients.get(fd);
    this.#clients.delete(fd);
    if (!client?.isRefused || client.isOver) return;
    throw new Wrong(
      'A client was closed after recv() had failed with EAGAIN. select() had called it readable, and it was ' +
        'not: nothing has ended, and nothing is broken. What does EAGAIN say about the connection?',
    );
  }
}

function isBroken(answer: number): boolean {
  return answer < 0 && answer !== -errno.EAGAIN && answer !== -errno.EINTR;
}

function inBytes(count: number): string {
  return count === 1 ? '1 byte' : `${count.toLocaleString('en')} bytes`;
}
