/**
 * select: three sets of bits, and which of them may stay.
 *
 * An answer is worked out beside the caller's sets and written over them at the end: they must
 * stay as they are while the call sleeps and asks again.
 */
import {
  errno,
  fdSetHas,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLOUT,
  POLLPRI,
} from '../sys/index.ts';
import type { OpenFile } from './open-file.ts';

// #region select
/** The three sets of select(2): to read, to write, exceptional. */
export type Sets = readonly [Uint8Array | null, Uint8Array | null, Uint8Array | null];

/** Which poll events make a descriptor ready in each of the sets: select(2), NOTES. */
const EVENTS_OF_SET = [POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI] as const;

/** A descriptor in one of the sets. */
interface Wish {
  readonly fd: number;
  readonly file: OpenFile;
  readonly set: 0 | 1 | 2;
}

/** What is asked for, or -EBADF if one of the descriptors is not open. */
export function wishes(
  nfds: number,
  sets: Sets,
  fileOf: (fd: number) => OpenFile | undefined,
): Wish[] | number {
  const found: Wish[] = [];
  for (const set of [0, 1, 2] as const) {
    const bits = sets[set];
    if (bits === null) continue;
    for (let fd = 0; fd < nfds; fd++) {
      if (!fdSetHas(bits, fd)) continue;
      const file = fileOf(fd);
      if (file === undefined) return -errno.EBADF;
      found.push({ fd, file, set });
    }
  }
  return found;
}

/** Those of the wishes that are fulfilled now. */
export function fulfilled(wishes: readonly Wish[]): Wish[] {
  return wishes.filter(({ file, set }) => {
    return (file.readiness() & EVENTS_OF_SET[set]) !== 0;
  });
}

/** `select to read 4, 5, to write 6,`, for messages. */
export function showWishes(wishes: readonly Wish[]): string {
  const parts = ['to read', 'to write', 'for the exceptional'].map((words, index) => {
    const numbers = wishes.filter(({ set }) => set === index).map(({ fd }) => fd);
    return numbers.length === 0 ? '' : ` ${words} ${numbers.join(', ')},`;
  });
  return `select${parts.join('') || ' on nothing'}`;
}

/** Writes the answer over the sets; answers how many bits are set. */
export function writeSets(nfds: number, sets: Sets, ready: readonly Wish[]): number {
  // Linux works on whole words of 64 bits, and clears all of the last one.
  for (const set of sets) set?.fill(0, 0, Math.ceil(nfds / 64) * 8);
  for (const { fd, set } of ready) {
    const bits = sets[set];
    if (bits) bits[fd >> 3] = (bits[fd >> 3] ?? 0) | (1 << (fd & 7));
  }
  return ready.length;
}
// #endregion
