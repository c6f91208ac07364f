/**
 * Writing to the outputs of this process by Node, for a program whose kernel is not the real one.
 */
import { writeSync } from 'node:fs';
import { errno } from '../sys/index.ts';

const RETRY_MS = 1;

/** Writes all the bytes, and answers their number; or -EPIPE where nobody reads any more. */
export function writeToProcess(descriptor: 1 | 2, bytes: Uint8Array): number {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      // Windows says EOF of a pipe whose reader is gone.
      if (['EPIPE', 'ECONNRESET', 'EOF'].includes(code)) return -errno.EPIPE;
      if (code !== 'EAGAIN') throw error;
      rest();
    }
  }
  return written;
}

/** Lets the reader of a full pipe have the processor. */
function rest(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
}
