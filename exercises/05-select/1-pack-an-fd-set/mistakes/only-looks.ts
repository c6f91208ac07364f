/**
 * Never waits.
 *
 * @diagnosis The call only looks and never waits, whatever timeoutMs says: a timeval of zero comes back
 * at once. Make it of timeoutMs.
 */
import { currentKernel, orThrow, timeval } from 'would-block';

export function readableOf(descriptors: readonly number[], _timeoutMs: number): number[] {
  const readfds = new Uint8Array(128);
  for (const descriptor of descriptors) {
    const byte = descriptor >> 3;
    readfds[byte] = (readfds[byte] ?? 0) | (1 << (descriptor & 7));
  }
  const nfds = Math.max(-1, ...descriptors) + 1;
  const answer = currentKernel().select(nfds, readfds, null, null, timeval(0));
  orThrow('select', answer);
  return descriptors.filter((descriptor) => {
    const byte = readfds[descriptor >> 3] ?? 0;
    return (byte & (1 << (descriptor & 7))) !== 0;
  });
}
