/**
 * poll: a list of descriptors, each with the events that are asked for and room for the answer.
 */
import { POLLERR, POLLHUP, POLLIN, POLLNVAL } from '../sys/index.ts';
import type { OpenFile } from './open-file.ts';

/** Writes into each struct pollfd what is ready; answers how many of them have something. */
export function pollOnce(
  fds: Int32Array,
  count: number,
  fileOf: (fd: number) => OpenFile | undefined,
): number {
  let ready = 0;
  for (let at = 0; at < 2 * count; at += 2) {
    const fd = fds[at] ?? -1;
    // The second word holds two fields: `events` below, `revents` above.
    const asked = (fds[at + 1] ?? 0) & 0xffff;
    const events = eventsOf(fd, asked, fileOf);
    fds[at + 1] = asked | (events << 16);
    if (events !== 0) ready += 1;
  }
  return ready;
}

function eventsOf(
  fd: number,
  asked: number,
  fileOf: (fd: number) => OpenFile | undefined,
): number {
  if (fd < 0) return 0; // a place that is left out on purpose
  const file = fileOf(fd);
  return file === undefined ? POLLNVAL : file.readiness() & (asked | POLLERR | POLLHUP);
}

/** Where the structs are that ask whether a descriptor is readable. */
export function readersOf(fds: Int32Array, count: number): number[] {
  return Array.from({ length: count }, (_, index) => 2 * index).filter((at) => {
    return (fds[at] ?? -1) >= 0 && ((fds[at + 1] ?? 0) & POLLIN) !== 0;
  });
}

/** Says in the struct there that its descriptor is readable, whether it is or not: a fault. */
export function pretendReadable(fds: Int32Array, at: number): void {
  fds[at + 1] = ((fds[at + 1] ?? 0) & 0xffff) | (POLLIN << 16);
}

/** `poll on descriptors 4, 5`, for messages. */
export function showPolled(fds: Int32Array, count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => fds[2 * index]);
  return `poll on ${count === 0 ? 'nothing' : `descriptors ${numbers.join(', ')}`}`;
}
