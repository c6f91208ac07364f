/**
 * What a random program knows while it runs on one kernel: which descriptors are open, what they
 * are, and where one can connect to.
 *
 * Two kernels give different numbers to the same descriptors, and other ports. So descriptors
 * are named by rank: #0 is the lowest number that was free before the program began. Both kernels
 * must give the lowest free number, so the ranks must agree. Addresses are named in the order in
 * which they came up.
 */
import { AF_INET, AF_INET6, AF_UNIX, errnoName, type Kernel } from '../../sys/index.ts';
import type { Family, Pick } from './step.ts';

// #region file
/** How many descriptors a program can have open. */
export const MOST_DESCRIPTORS = 30;

/** Never open. */
const NO_DESCRIPTOR = 1_000_000;

/** What a file is, as far as it decides what a program without mistakes does with it. */
export type Kind = 'fresh' | 'listener' | 'stream' | 'readEnd' | 'writeEnd' | 'epoll';

/** An open file: what one descriptor, or several duplicates, stand for. */
export interface OpenFile {
  /** A number of its own, the first byte that it sends. */
  readonly id: number;
  readonly family: Family | undefined;
  kind: Kind;
  /** How many bytes it has sent and received. */
  sent: number;
  received: number;
  /** The id of the file whose bytes it receives, as soon as the first is there. */
  from: number | undefined;
  /** Its own sockaddr, as far as `bind` or `listen` made it. */
  address: Uint8Array | undefined;
}
// #endregion

// #region pace
/** How the steps of a run let time pass. */
export interface Pace {
  /** Lets everything arrive that is on its way. */
  settle(kernel: Kernel): void;
  /** How long a call may wait for what is on its way, in ms. */
  readonly patienceMs: number;
}
// #endregion

// #region world
/** One kernel, and what a program that runs on it has made there so far. */
export class World {
  readonly kernel: Kernel;
  readonly pace: Pace;
  /** Where sockets were bound, in order; sockets that are closed by now too. */
  readonly addresses: Uint8Array[] = [];
  /** Whether a `fill` has happened: from then on the buffers' sizes have their say. */
  filled = false;
  /** Whether an epoll watches anything with EPOLLONESHOT. */
  oneShot = false;
  /** Whether an epoll watches a pipe with EPOLLET. */
  pipeEdges = false;
  /** Whether a `fill` may happen still. */
  fillable = true;
  readonly #paths: () => string;
  readonly #numbers: number[];
  readonly #open = new Map<number, OpenFile>();
  #files = 0;

  constructor(kernel: Kernel, pace: Pace, paths: () => string) {
    this.kernel = kernel;
    this.pace = pace;
    this.#paths = paths;
    this.#numbers = Array.from({ length: MOST_DESCRIPTORS }, () =>
      kernel.socket(AF_UNIX, 1, 0),
    );
    for (const fd of this.#numbers) kernel.close(fd);
  }

  /** Closes what the program left open. */
  end(): void {
    for (const rank of this.#open.keys()) this.kernel.close(this.number(rank));
  }
  // #endregion

  // #region descriptors
  /** Whether so many more descriptors can be opened. */
  hasRoomFor(count: number): boolean {
    return this.#open.size + count <= MOST_DESCRIPTORS;
  }

  /** Notes an open descriptor, by its number; a negated errno is noted by nobody. */
  opened(fd: number, kind: Kind, family?: Family): OpenFile | undefined {
    if (fd < 0) return undefined;
    const file: OpenFile = {
      id: this.#files++ % 251,
      family,
      kind,
      sent: 0,
      received: 0,
      from: undefined,
      address: undefined,
    };
    this.duplicated(fd, file);
    return file;
  }

  /** Notes another descriptor of a file. */
  duplicated(fd: number, file: OpenFile): void {
    this.#open.set(this.rank(fd), file);
  }

  /** Notes that a descriptor is closed. */
  closed(rank: number): void {
    this.#open.delete(rank);
  }

  /** The descriptor's number on this kernel. */
  number(rank: number): number {
    return this.#numbers[rank] ?? NO_DESCRIPTOR;
  }

  /** The file that is open under a rank. */
  file(rank: number): OpenFile | undefined {
    return this.#open.get(rank);
  }

  /** The rank of a number; -1 if the lowest free numbers did not include it. */
  rank(fd: number): number {
    return this.#numbers.indexOf(fd);
  }

  /** The name of a number, for results: `#3`. */
  name(fd: number): string {
    return `#${this.rank(fd)}`;
  }

  /** The rank that a step means: an open one of these kinds, or any. Undefined: there is none. */
  choose({ suitable, index }: Pick, kinds: readonly Kind[]): number | undefined {
    if (!suitable) return index;
    const fitting = [...this.#open]
      .filter(([, file]) => kinds.length === 0 || kinds.includes(file.kind))
      .map(([rank]) => rank)
      .sort((first, second) => first - second);
    return fitting.length === 0 ? undefined : fitting[index % fitting.length];
  }
  // #endregion

  // #region addresses
  /** A sockaddr to bind: any free port, or a path that nobody has. */
  freeAddress(family: Family): Uint8Array {
    if (family === 'Unix') {
      const address = new Uint8Array(110);
      address[0] = AF_UNIX;
      address.set(new TextEncoder().encode(this.#paths()), 2);
      return address;
    }
    const address = new Uint8Array(family === 'IPv4' ? 16 : 28);
    address[0] = family === 'IPv4' ? AF_INET : AF_INET6;
    if (family === 'IPv4') address.set([127, 0, 0, 1], 4);
    else address[23] = 1;
    return address;
  }

  /** Notes where a socket is, asking the kernel. */
  remember(fd: number, file: OpenFile): void {
    const sockaddr = new Uint8Array(128);
    const length = Int32Array.of(sockaddr.length);
    if (this.kernel.getsockname(fd, sockaddr, length) < 0) return;
    const address = sockaddr.slice(0, length[0]);
    file.address = address;
    if (this.place(address) === undefined) this.addresses.push(address);
  }

  /** Which of the known addresses this is. */
  place(address: Uint8Array): number | undefined {
    const at = this.addresses.findIndex(
      (known) =>
        known.length === address.length &&
        known.every((byte, index) => byte === address[index]),
    );
    return at < 0 ? undefined : at;
  }
}

/** The numbers of families. */
export const familyNumbers: Readonly<Record<Family, number>> = {
  IPv4: AF_INET,
  IPv6: AF_INET6,
  Unix: AF_UNIX,
};

/** An answer with its error's name. */
export function named(answer: number): string {
  return answer < 0 ? errnoName(-answer) : String(answer);
}
// #endregion
