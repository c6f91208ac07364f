/**
 * Sets bits for positions in the array, not for descriptors, and counts them for nfds.
 *
 * @diagnosis The kernel has not looked at the bits of your descriptors, so they stand as you left them.
 * Either nfds counts the descriptors, where it should be the highest one plus one, or the bits stand for
 * positions in the array, where a bit's place is the descriptor itself.
 */
import { currentKernel, orThrow, timeval } from 'would-block';

export function readableOf(descriptors: readonly number[], timeoutMs: number): number[] {
  const readfds = new Uint8Array(128);
  for (const descriptor of descriptors.keys()) {
    const byte = descriptor >> 3;
    readfds[byte] = (readfds[byte] ?? 0) | (1 << (descriptor & 7));
  }
  const nfds = descriptors.length;
  const answer = currentKernel().select(nfds, readfds, null, null, timeval(timeoutMs));
  orThrow('select', answer);
  return descriptors.filter((_, descriptor) => {
    const byte = readfds[descriptor >> 3] ?? 0;
    return (byte & (1 << (descriptor & 7))) !== 0;
  });
}
