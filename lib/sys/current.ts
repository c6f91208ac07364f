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
 * Makes another kernel the current one from now on: for a whole program, before it begins, with
 * all that it does after an `await`. Inside `runOn` it holds until that ends.
 */
export function useKernel(kernel: Kernel): void {
  current = kernel;
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
