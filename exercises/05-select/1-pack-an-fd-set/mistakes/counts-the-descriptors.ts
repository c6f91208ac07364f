/**
 * Passes the number of descriptors for nfds.
 *
 * @diagnosis nfds says how many descriptors there are, so that the kernel looks at the first few bits and never
 * at those of your descriptors. It is the highest descriptor plus one.
 */
import { currentKernel, orThrow, timeval } from 'would-block';

export function readableOf(descriptors: readonly number[], timeoutMs: number): number[] {
  const readfds = new Uint8Array(128);
  for (const descriptor of descriptors) {
    const byte = descriptor >> 3;
    readfds[byte] = (readfds[byte] ?? 0) | (1 << (descriptor & 7));
  }
  const nfds = descriptors.length + 1;
  const answer = currentKernel().select(nfds, readfds, null, null, timeval(timeoutMs));
  orThrow('select', answer);
  return descriptors.filter((descriptor) => {
    const byte = readfds[descriptor >> 3] ?? 0;
    return (byte & (1 << (descriptor & 7))) !== 0;
  });
}
