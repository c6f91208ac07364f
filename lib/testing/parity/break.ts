/** What a fault is that a kernel is given on purpose. */
import type { Kernel } from '../../sys/index.ts';

/** A fault: what is wrong, and a good kernel made wrong. */
export interface Break {
  readonly what: string;
  readonly wrap: (kernel: Kernel) => Kernel;
}

/** A fault that is one class of kernel. */
export function fault(what: string, Kind: new (kernel: Kernel) => Kernel): Break {
  return { what, wrap: (kernel) => new Kind(kernel) };
}
