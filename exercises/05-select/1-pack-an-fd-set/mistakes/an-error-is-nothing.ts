/**
 * Takes an error for an empty answer.
 *
 * @diagnosis A negative answer is taken for "nothing is ready". It is an error, and the caller must
 * hear of it: a loop around this would ask for ever.
 */
import { currentKernel, timeval } from 'would-block';

export function readableOf(descriptors: readonly number[], timeoutMs: number): number[] {
  const readfds = new Uint8Array(128);
  for (const descriptor of descriptors) {
    const byte = descriptor >> 3;
    readfds[byte] = (readfds[byte] ?? 0) | (1 << (descriptor & 7));
  }
  const nfds = Math.max(-1, ...descriptors) + 1;
  const answer = currentKernel().select(nfds, readfds, null, null, timeval(timeoutMs));
  if (answer <= 0) return [];
  return descriptors.filter((descriptor) => {
    const byte = readfds[descriptor >> 3] ?? 0;
    return (byte & (1 << (descriptor & 7))) !== 0;
  });
}
