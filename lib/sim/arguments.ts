/**
 * What every call checks before it looks at a file: the promises of `Kernel` about nonsense.
 *
 * A descriptor that is no whole number ≥ 0 is -EBADF, memory that is too small for the length
 * is -EFAULT, a number that C's int cannot hold is -EINVAL.
 */

/** Whether this can be a descriptor: a whole number ≥ 0 that fits C's int. */
export function isDescriptor(fd: number): boolean {
  return (fd | 0) === fd && fd >= 0;
}

/** Whether `length` bytes from the beginning of `memory` are all inside it. */
export function holds(memory: ArrayBufferView | null, length: number): boolean {
  return Number.isInteger(length) && length >= 0 && length <= (memory?.byteLength ?? 0);
}

/** Whether C's int can hold this number as it is. */
export function isInt(value: number): boolean {
  return (value | 0) === value;
}

/** The most bytes that one call moves. Who asks for more gets a short count, as on Linux. */
export const MOST_BYTES = 0x7fff_f000;
