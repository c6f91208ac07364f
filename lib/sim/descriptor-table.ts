/**
 * Which number stands for which open file: the descriptors of the one process there is.
 *
 * A new descriptor is the lowest free number, as open(2) promises; that is why a number that was
 * just closed comes back at once, as another file. 0, 1 and 2 are taken from the start.
 */
import { errno } from '../sys/index.ts';
import type { OpenFile } from './open-file.ts';

interface Descriptor {
  readonly file: OpenFile;
  /** FD_CLOEXEC. It belongs to the descriptor, not to the file. */
  closeOnExec: boolean;
}

export class DescriptorTable {
  readonly #descriptors: (Descriptor | undefined)[] = [];
  readonly #most: number;
  /** No number below this one is free. */
  #lowestFree = 0;
  #open = 0;

  /** `most`: how many descriptors there can be, RLIMIT_NOFILE of getrlimit(2). */
  constructor(most: number) {
    this.#most = most;
  }

  /** Gives a file the lowest free number ≥ `least`. Answers it, or -EMFILE. */
  add(file: OpenFile, closeOnExec: boolean, least = 0): number {
    let fd = Math.max(least, this.#lowestFree);
    while (this.#descriptors[fd] !== undefined) fd += 1;
    if (fd >= this.#most) return -errno.EMFILE;
    while (this.#descriptors.length < fd) this.#descriptors.push(undefined);
    this.#descriptors[fd] = { file, closeOnExec };
    file.references += 1;
    this.#open += 1;
    if (least <= this.#lowestFree) this.#lowestFree = fd + 1;
    return fd;
  }

  /** Whether so many more descriptors fit. */
  hasRoomFor(count: number): boolean {
    return this.#open + count <= this.#most;
  }

  get(fd: number): Descriptor | undefined {
    return this.#descriptors[fd];
  }

  /** The file of a descriptor, or undefined if that is not open. */
  file(fd: number): OpenFile | undefined {
    return this.#descriptors[fd]?.file;
  }

  /** Frees a number, and closes the file if that was its last one. 0 or -EBADF. */
  close(fd: number): number {
    const descriptor = this.#descriptors[fd];
    if (descriptor === undefined) return -errno.EBADF;
    this.#descriptors[fd] = undefined;
    this.#lowestFree = Math.min(this.#lowestFree, fd);
    this.#open -= 1;
    descriptor.file.references -= 1;
    if (descriptor.file.references === 0) descriptor.file.close();
    return 0;
  }

  /** All open descriptors, lowest first. */
  numbers(): number[] {
    return [...this.#descriptors.keys()].filter((fd) => this.#descriptors[fd]);
  }

  /** RLIMIT_NOFILE. */
  get most(): number {
    return this.#most;
  }
}
