/** What a fault is that a kernel is given on purpose. */
import type { Kernel } from '../../sys/index.ts';

// #region break
/** A fault that a kernel is given on purpose. */
export interface Break {
  /** What is wrong, in a clause. */
  readonly what: string;
  /** The kernel made wrong. */
  readonly wrap: (kernel: Kernel) => Kernel;
}

/** A fault that is one class of kernel. */
export function fault(what: string, Kind: new (kernel: Kernel) => Kernel): Break {
  return { what, wrap: (kernel) => new Kind(kernel) };
}
// #endregion
