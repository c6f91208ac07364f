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
  /** Whether it has ended its stream, or broken its connection. */
  isOver: boolean;
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
  /** Makes every third select() call all readable that it was asked about: select(2), BUGS. */
  readonly lies?: boolean;
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
  #selects = 0;
  /** How often each client was received from since the last select(). */
  readonly #turns = new Map<number, number>();
  /** How often select() slept to the end of its time, and how many clients were then closed. */
  #timeouts = 0;
  #silenced = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.kernel = kernelWith(this.#below, {
      select: (...call) => this.#select(...call),
      accept4: (...call) => this.#noteClient(this.#below.accept4(...call)),
      recv: (fd, ...rest) => {
        this.#dawdle();
        return this.#noteBytes(fd, this.#below.recv(fd, ...rest));
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
    this.#selects += 1;
    if (this.#options.lies && this.#selects % 3 === 0) {
      return readfds?.filter((byte) => byte > 0).length ?? 0;
    }
    const count = this.#below.select(nfds, readfds, writefds, exceptfds, timeout);
    this.#awakeMs = this.#below.monotonicMs();
    this.#turns.clear();
    for (const client of this.#clients.values()) client.isRefused = false;
    if (count === 0) this.#timeouts += 1;
    return count;
  }

  #beforeSelect(timeout: Int32Array | null): void {
    const nowMs = this.#below.monotonicMs();
    for (const [fd, client] of this.#clients) {
      if (this.#isExact && !client.isOver) this.#expectNotLate(fd, client, nowMs);
    }
    // Each time that is up closes a client. One may come a hair too early for the clock.
    if (this.#isExact && this.#timeouts > 2 * this.#silenced + 2) {
      throw new Wrong(
        `select() came back ${this.#timeouts} times because its time was up, and ${this.#silenced} ` +
          'clients were due. Until when can it sleep?',
      );
    }
    const { whenNobodyIsThere } = this.#options;
    if (this.#clients.size > 0 || whenNobodyIsThere === undefined) return;
    whenNobodyIsThere(this.#accepted);
    if (timeout === null) return;
    throw new Wrong(
      'Nobody is connected, so nothing is due, and select() was called with a timeout. What is there ' +
        'to wake up for?',
    );
  }

  #noteClient(fd: number): number {
    if (fd < 0) return fd;
    this.#accepted += 1;
    const name = `Client ${this.#accepted}`;
    this.#clients.set(fd, {
      name,
      heardMs: this.#awakeMs,
      isRefused: false,
      isOver: false,
    });
    return fd;
  }

  #noteBytes(fd: number, count: number): number {
    const client = this.#clients.get(fd);
    if (client === undefined) return count;
    this.#turns.set(fd, (this.#turns.get(fd) ?? 0) + 1);
    if (count > 0) client.heardMs = this.#awakeMs;
    client.isRefused = count === -errno.EAGAIN;
    const meansNotNow = client.isRefused || count === -errno.EINTR;
    if (count <= 0 && !meansNotNow) client.isOver = true;
    return count;
  }

  #beforeClose(fd: number): void {
    const client = this.#clients.get(fd);
    if (client === undefined) return;
    this.#clients.delete(fd);
    if (client.isOver) return;
    this.#silenced += 1;
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

function inMs(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}
