/**
 * Writing a line to the standard output of a program that blocks.
 *
 * `console.log` hands its text to Node's event loop if a pipe is full, and a program that sits in
 * a system call never lets that loop run: the line would appear late or, if the program is
 * stopped, never. So a line here is what it is in C: write(2) to descriptor 1, over and over
 * until the kernel has all of it.
 */
import {
  currentKernel,
  errno,
  orThrow,
  POLLOUT,
  pollfd,
  SystemError,
} from '../sys/index.ts';

// #region print
const STANDARD_OUTPUT = 1;

/** Thrown where nobody reads the output any more, as after `| head`: write(2). */
export class OutputClosedError extends SystemError {
  override readonly name = 'OutputClosedError';
}

/** Writes a line of text. Throws OutputClosedError, SystemError. */
export function print(line: string): void {
  write(new TextEncoder().encode(`${line}\n`));
}

/** Writes bytes to the standard output as they are. Throws OutputClosedError, SystemError. */
export function write(bytes: Uint8Array): void {
  const kernel = currentKernel();
  let rest = bytes;
  while (rest.length > 0) {
    const written = kernel.write(STANDARD_OUTPUT, rest, rest.length);
    // A pipe says EPIPE. Where the parent is a Node program the output is a Unix socket, and a
    // write that waits there while the reader goes says ECONNRESET.
    if (written === -errno.EPIPE || written === -errno.ECONNRESET) {
      throw new OutputClosedError('write', written);
    }
    // Somebody else who shares this pipe or terminal may have made it non-blocking.
    if (written === -errno.EAGAIN) kernel.poll(pollfd(STANDARD_OUTPUT, POLLOUT), 1, -1);
    else if (written !== -errno.EINTR) rest = rest.subarray(orThrow('write', written));
  }
}
// #endregion
