/**
 * A kernel some of whose calls are replaced: to count them, to forbid them, to script them.
 */
import type { Kernel } from '../sys/index.ts';

/**
 * A kernel like this one, but with these calls. It still is of the class that `kernel` is of, so
 * that peers play on it as they do on that.
 */
export function kernelWith<Base extends Kernel>(
  kernel: Base,
  calls: Partial<Kernel>,
): Base {
  return new Proxy(kernel, {
    get(target, name) {
      const call = Reflect.get(calls, name);
      if (call !== undefined) return call;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
