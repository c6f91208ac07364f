/**
 * The kernel of a browser, where there is no other: what `#kernel` leads to in a build for one.
 *
 * It is made when it is first called. `lib/sim` stands on `lib/sys`, which asks for its kernel
 * while it is itself being loaded: nothing here may be touched before both are whole. For the same reason the
 * numbers that the simulation computes with as it is loaded come first.
 */
import '../sys/constants.ts';
import '../sys/errno.ts';
import '../sys/structs.ts';
import type { Kernel } from '../sys/kernel.ts';
import { SimulatedKernel } from './kernel.ts';

let simulated: SimulatedKernel | undefined;

/** A simulated machine without peers, for whoever has not chosen another by `useKernel`. */
export const kernel: Kernel = new Proxy({} as Kernel, {
  get(_target, name) {
    simulated ??= new SimulatedKernel();
    const value: unknown = Reflect.get(simulated, name);
    return typeof value === 'function' ? value.bind(simulated) : value;
  },
});
