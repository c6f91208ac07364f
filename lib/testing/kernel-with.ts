/**
 * A kernel some of whose calls are replaced: to count them, to forbid them, to script them.
 */
import type { Kernel } from '../sys/index.ts';
import { Wrong } from './wrong.ts';

// #region kernel
/**
 * A kernel like this one, but with these calls. It still is of the class that `kernel` is of, so
 * that peers play on it as they do on that.
 */
export function kernelWith<Base extends Kernel>(
  kernel: Base,
  calls: Partial<Kernel>,
): Base {
  const own: Partial<Kernel> = Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [name, remembering(call)]),
  );
  /** The calls of `kernel` as they were asked for last: to bind one costs more than many a call. */
  const bound = new Map<PropertyKey, { value: unknown; call: unknown }>();
  return new Proxy(kernel, {
    get(target, name) {
      const call = Reflect.get(own, name);
      if (call !== undefined) return call;
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const known = bound.get(name);
      if (known?.value === value) return known.call;
      const made = { value, call: value.bind(target) };
      bound.set(name, made);
      return made.call;
    },
    // Who taps this kernel (tap-calls.ts) must not tap the one below it.
    set: (_target, name, call) => Reflect.set(own, name, call),
    deleteProperty: (_target, name) => Reflect.deleteProperty(own, name),
    getOwnPropertyDescriptor: (_target, name) =>
      Reflect.getOwnPropertyDescriptor(own, name),
  });
}
// #endregion

// #region thrown
let thrown: Wrong | undefined;

/**
 * What the calls of such a kernel have thrown since this was asked last, the first of it: an answer
 * that catches every error has done wrong all the same.
 */
export function takeThrownWrong(): Wrong | undefined {
  const taken = thrown;
  thrown = undefined;
  return taken;
}

/** The call, of which it is remembered what it throws. */
function remembering<Call extends (...values: never[]) => unknown>(call: Call) {
  return (...values: Parameters<Call>) => {
    try {
      return call(...values);
    } catch (error) {
      if (error instanceof Wrong) thrown ??= error;
      throw error;
    }
  };
}
// #endregion
