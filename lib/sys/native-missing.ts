/**
 * What stands for the real kernel where there is none that the course can call.
 *
 * Importing the library must not fail there: what runs on the simulated kernel asks nothing of
 * this one. Whoever does ask is told why it cannot answer. That is an exception, the only one
 * that crosses the line of `Kernel`, because no errno says it.
 */
import type { Kernel } from './kernel.ts';

/** A kernel each of whose calls throws the error. */
export function missingKernel(error: Error): Kernel {
  const refuse = () => {
    throw error;
  };
  // With a method of this name, `await` would take it for a promise, and call it.
  const get = (_target: Kernel, name: string | symbol) =>
    name === 'then' ? undefined : refuse;
  return new Proxy({} as Kernel, { get });
}
