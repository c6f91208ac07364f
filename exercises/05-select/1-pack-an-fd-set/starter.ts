import { currentKernel, orThrow, timeval } from 'would-block';

/** The descriptors that are readable, after at most `timeoutMs`. Throws SystemError. */
export function readableOf(descriptors: readonly number[], timeoutMs: number): number[] {
  const readfds = new Uint8Array(128);
  const nfds = 0;
  const answer = currentKernel().select(nfds, readfds, null, null, timeval(timeoutMs));
  orThrow('select', answer);
  return descriptors.filter(() => false);
}
