/**
 * Returns at once where there is nobody to wait for.
 *
 * @diagnosis You return at once if there are no descriptors. There is nobody to wait for, but there
 * is a time to wait: select() with empty sets sleeps for all of it. Leave that case to the kernel.
 */
import { currentKernel, orThrow, timeval } from 'would-block';

/** The descriptors that are readable, after at most `timeoutMs`. Throws SystemError. */
export function readableOf(descriptors: readonly number[], timeoutMs: number): number[] {
  if (descriptors.length === 0) return [];
  const readfds = new Uint8Array(128);
  for (const descriptor of descriptors) {
    const byte = descriptor >> 3;
    readfds[byte] = (readfds[byte] ?? 0) | (1 << (descriptor & 7));
  }
  const nfds = Math.max(-1, ...descriptors) + 1;
  const answer = currentKernel().select(nfds, readfds, null, null, timeval(timeoutMs));
  orThrow('select', answer);
  return descriptors.filter((descriptor) => {
    const byte = readfds[descriptor >> 3] ?? 0;
    return (byte & (1 << (descriptor & 7))) !== 0;
  });
}
