/**
 * Takes the highest bit of a byte for the first.
 *
 * @diagnosis The bits of each byte are counted from the wrong end, and the kernel is asked about other
 * descriptors than yours. Bit 0 is the lowest, the one worth 1.
 */
import { currentKernel, orThrow, timeval } from 'would-block';

export function readableOf(descriptors: readonly number[], timeoutMs: number): number[] {
  const readfds = new Uint8Array(128);
  for (const descriptor of descriptors) {
    const byte = descriptor >> 3;
    readfds[byte] = (readfds[byte] ?? 0) | (0x80 >> (descriptor & 7));
  }
  const nfds = Math.max(-1, ...descriptors) + 1;
  const answer = currentKernel().select(nfds, readfds, null, null, timeval(timeoutMs));
  orThrow('select', answer);
  return descriptors.filter((descriptor) => {
    const byte = readfds[descriptor >> 3] ?? 0;
    return (byte & (0x80 >> (descriptor & 7))) !== 0;
  });
}
