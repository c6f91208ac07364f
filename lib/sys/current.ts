/**
 * Which kernel a program talks to.
 *
 * It is the real one, unless somebody runs the program on another: a test on a simulated
 * kernel, a recorder that writes down each call. `#kernel` in package.json says which file
 * the real one is.
 */
import { kernel as defaultKernel } from '#kernel';
import type { Kernel } from './kernel.ts';

let current: Kernel = defaultKernel;

/** The kernel that new sockets are made on. */
export function currentKernel(): Kernel {
  return current;
}

/**
 * Runs `run` on another kernel and answers what it answers. Until `run` returns or throws, and
 * no longer: what an async function does after its first `await` is on the old kernel again.
 */
export function runOn<Result>(kernel: Kernel, run: () => Result): Result {
  const previous = current;
  current = kernel;
  try {
    return run();
  } finally {
    current = previous;
  }
}
