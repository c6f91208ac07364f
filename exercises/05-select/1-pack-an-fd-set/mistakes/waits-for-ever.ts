/**
 * Passes null for the timeout.
 *
 * @diagnosis The timeout is not passed on. null means: sleep until something is ready, however long it
 * takes. A timeout of 0 means: only look.
 */
import { currentKernel, orThrow } from 'would-block';

export function readableOf(descriptors: readonly number[], _timeoutMs: number): number[] {
  const readfds = new Uint8Array(128);
  for (const descriptor of descriptors) {
    const byte = descriptor >> 3;
    readfds[byte] = (readfds[byte] ?? 0) | (1 << (descriptor & 7));
  }
  const nfds = Math.max(-1, ...descriptors) + 1;
  const answer = currentKernel().select(nfds, readfds, null, null, null);
  orThrow('select', answer);
  return descriptors.filter((descriptor) => {
    const byte = readfds[descriptor >> 3] ?? 0;
    return (byte & (1 << (descriptor & 7))) !== 0;
  });
}
