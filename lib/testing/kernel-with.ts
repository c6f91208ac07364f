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
  const own: Partial<Kernel> = { ...calls };
  return new Proxy(kernel, {
    get(target, name) {
      const call = Reflect.get(own, name);
      if (call !== undefined) return call;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    // Who taps this kernel (tap-calls.ts) must not tap the one below it.
    set: (_target, name, call) => Reflect.set(own, name, call),
    deleteProperty: (_target, name) => Reflect.deleteProperty(own, name),
    getOwnPropertyDescriptor: (_target, name) =>
      Reflect.getOwnPropertyDescriptor(own, name),
  });
}
