/**
 * Returns all descriptors as soon as any is ready.
 *
 * @diagnosis You answer with what you asked. The number that select() returns says how many are ready.
 * Which ones, it has written into the set.
 */
import { currentKernel, orThrow, timeval } from 'would-block';

export function readableOf(descriptors: readonly number[], timeoutMs: number): number[] {
  const readfds = new Uint8Array(128);
  for (const descriptor of descriptors) {
    const byte = descriptor >> 3;
    readfds[byte] = (readfds[byte] ?? 0) | (1 << (descriptor & 7));
  }
  const nfds = Math.max(-1, ...descriptors) + 1;
  const answer = currentKernel().select(nfds, readfds, null, null, timeval(timeoutMs));
  return orThrow('select', answer) > 0 ? [...descriptors] : [];
}
