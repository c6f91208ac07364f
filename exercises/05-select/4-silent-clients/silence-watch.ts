/**
 * Watches a server's calls, and knows since when each of its clients is silent: nobody may be
 * closed too early, nobody kept too long, and nobody wakes up for nothing.
 *
 * In virtual time all of that is exact. On the real kernel a machine may be late at any point, so
 * that there only what is too early is wrong.
 */
import { currentKernel, errno, type Kernel, timeval } from 'would-block';
import { SimulatedKernel } from 'would-block/sim';
import { kernelWith, Wrong } from 'would-block/testing';

/** How late is not late, in virtual time: a call takes a thousandth of a millisecond. */
const STEP_MS = 0.2;
/** More than this from one client, with no select() between, is more than its turn. */
const TURN_CALLS = 8;

interface Client {
  readonly name: string;
  /** The moment since which it is silent, or a little before that. */
  heardMs: number;
  /** Whether recv() has refused it with EAGAIN since the last select(). */
  isRefused: boolean;
  /** When recv() has said that its stream has ended, or its connection is broken. */
  overMs?: number;
}

export interface WatchOptions {
  readonly silenceMs: number;
  /**
   * Called before each select() while nobody is connected: with how many have been before. No
   * select() may then have a timeout.
   */
  readonly whenNobodyIsThere?: (accepted: number) => void;
  /** How long each recv() and each look at the clock take, on a machine with much else to do. */
  readonly slowMs?: number;
  /** The error by which recv() tells of a client that has crashed, instead of ECONNRESET. */
  readonly brokenBy?: number;
}

export class SilenceWatch {
  /** The current kernel, watched. */
  readonly kernel: Kernel;
  readonly #below = currentKernel();
  readonly #isExact = this.#below instanceof SimulatedKernel;
  readonly #options: WatchOptions;
  readonly #clients = new Map<number, Client>();
  /** Whoever acts on what select() says cannot have looked at the clock before it said so. */
  #awakeMs = this.#below.monotonicMs();
  #accepted = 0;
  /** How often each client was received from since the last select(). */
  readonly #turns = new Map<number, number>();

  constructor(options: WatchOptions) {
    this.#options = options;
    this.kernel = kernelWith(this.#below, {
      select: (...call) => this.#select(...call),
      accept4: (...call) => this.#noteClient(this.#below.accept4(...call)),
      recv: (fd, ...rest) => {
        this.#dawdle();
        const { brokenBy = errno.ECONNRESET } = this.#options;
        const count = this.#below.recv(fd, ...rest);
        return this.#noteBytes(fd, count === -errno.ECONNRESET ? -brokenBy : count);
      },
      monotonicMs: () => {
        this.#dawdle();
        return this.#below.monotonicMs();
      },
      close: (fd) => {
        this.#beforeClose(fd);
        return this.#below.close(fd);
      },
    });
  }

  #dawdle(): void {
    const { slowMs = 0 } = this.#options;
    if (slowMs > 0) this.#below.select(0, null, null, null, timeval(slowMs));
  }

  #select(
    ...[nfds, readfds, writefds, exceptfds, timeout]: Parameters<Kernel['select']>
  ) {
    this.#beforeSelect(timeout);
    const count = this.#below.select(nfds, readfds, writefds, exceptfds, timeout);
    this.#awakeMs = this.#below.monotonicMs();
    this.#turns.clear();
    for (const client of this.#clients.values()) client.isRefused = false;
    if (count === 0 && this.#isExact) this.#expectSomebodyDue();
    return count;
  }

  /** The time of select() is up, and so must be somebody's. One moment may be a hair before the other. */
  #expectSomebodyDue(): void {
    const clients = [...this.#clients.values()];
    if (clients.length === 0) throw new Wrong(wakesForNobody);
    if (clients.some(({ overMs }) => overMs !== undefined)) return;
    const heardMs = Math.min(...clients.map((client) => client.heardMs));
    const leftMs = heardMs + this.#options.silenceMs - this.#awakeMs;
    if (leftMs <= STEP_MS) return;
    throw new Wrong(
      `select() came back because its time was up, and nobody is due for another ${inMs(leftMs)}. ` +
        'Until when can it sleep?',
    );
  }

  #beforeSelect(timeout: Int32Array | null): void {
    const nowMs = this.#below.monotonicMs();
    for (const [fd, client] of this.#clients) {
      if (!this.#isExact) break;
      if (client.overMs === undefined) this.#expectNotLate(fd, client, nowMs);
      else this.#expectNotKept(client.name, nowMs - client.overMs);
    }
    const { whenNobodyIsThere } = this.#options;
    if (this.#clients.size > 0 || whenNobodyIsThere === undefined) return;
    whenNobodyIsThere(this.#accepted);
    if (timeout !== null) throw new Wrong(wakesForNobody);
  }

  #noteClient(fd: number): number {
    if (fd < 0) return fd;
    this.#accepted += 1;
    const name = `Client ${this.#accepted}`;
    this.#clients.set(fd, { name, heardMs: this.#awakeMs, isRefused: false });
    return fd;
  }

  #noteBytes(fd: number, count: number): number {
    const client = this.#clients.get(fd);
    if (client === undefined) return count;
    this.#turns.set(fd, (this.#turns.get(fd) ?? 0) + 1);
    if (count > 0) client.heardMs = this.#awakeMs;
    client.isRefused = count === -errno.EAGAIN;
    const meansNotNow = client.isRefused || count === -errno.EINTR;
    if (count <= 0 && !meansNotNow) client.overMs ??= this.#below.monotonicMs();
    return count;
  }

  #beforeClose(fd: number): void {
    const client = this.#clients.get(fd);
    if (client === undefined) return;
    this.#clients.delete(fd);
    if (client.overMs !== undefined) return;
    const nowMs = this.#below.monotonicMs();
    const silentMs = nowMs - client.heardMs;
    const { silenceMs } = this.#options;
    if (silentMs < silenceMs && client.isRefused) {
      throw new Wrong(
        `${client.name} was closed after ${inMs(silentMs)} of silence, and it had ${inMs(silenceMs)}. The last that ` +
          'recv() said of it is EAGAIN. What does that say about the connection?',
      );
    }
    if (silentMs < silenceMs) {
      throw new Wrong(
        `${client.name} was closed after ${inMs(silentMs)} of silence, and it had ${inMs(silenceMs)}. ` +
          'Whose time was up, and since when did it run?',
      );
    }
    if (this.#isExact) this.#expectNotLate(fd, client, nowMs);
  }

  #expectNotKept(name: string, keptMs: number): void {
    const { slowMs = 0 } = this.#options;
    if (keptMs <= STEP_MS + 10 * slowMs) return;
    throw new Wrong(
      `recv() has said that ${name} is gone, and its connection is still open ${inMs(keptMs)} later. What is there ` +
        'left to wait for?',
    );
  }

  #expectNotLate(fd: number, client: Client, nowMs: number): void {
    const silentMs = nowMs - client.heardMs;
    const { silenceMs, slowMs = 0 } = this.#options;
    if (silentMs <= silenceMs + STEP_MS + 10 * slowMs) return;
    const others = [...this.#turns].filter(([other]) => other !== fd);
    const turn = Math.max(0, ...others.map(([, calls]) => calls));
    if (turn > TURN_CALLS) {
      throw new Wrong(
        `${client.name} has been silent for ${inMs(silentMs)}, and it had ${inMs(silenceMs)}. Meanwhile your server ` +
          `called recv() ${turn} times for another, with no select() between. How much may one client have at a time?`,
      );
    }
    throw new Wrong(
      `${client.name} has been silent for ${inMs(silentMs)}, and it had ${inMs(silenceMs)}. When should ` +
        'select() have come back, and who is looked at then?',
    );
  }
}

const wakesForNobody =
  'Nobody is connected, so nothing is due, and select() was called with a timeout. What is there ' +
  'to wake up for?';

function inMs(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}
