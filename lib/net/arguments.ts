/**
 * What the methods of a socket check before they ask the kernel. It would answer EINVAL, which
 * names no argument, or never know: to C's int, 1.5 is 1 and `undefined` is 0.
 */
import { showReceived } from '../sys/show-received.ts';

/** Throws TypeError unless these are bytes. */
export function checkBytes(call: string, bytes: Uint8Array): void {
  if (bytes instanceof Uint8Array) return;
  const given =
    typeof bytes === 'string'
      ? 'a string: new TextEncoder().encode(text)'
      : showReceived(bytes);
  throw new TypeError(`${call}() takes bytes, a Uint8Array, not ${given}`);
}

/** Throws RangeError unless this can be a number of bytes, in a buffer and for C's int. */
export function checkCount(call: string, count: number): void {
  if (Number.isInteger(count) && count >= 0 && count <= 0x7fff_ffff) return;
  throw new RangeError(
    `${call}() takes a number of bytes from 0 to 2147483647, not ${showReceived(count)}`,
  );
}

/** Answers the number. Throws TypeError for what is none, RangeError for what is not C's int. */
export function checkInt(call: string, value: number): number {
  if (typeof value !== 'number') {
    throw new TypeError(`${call}() takes a number, not ${showReceived(value)}`);
  }
  if ((value | 0) === value) return value;
  throw new RangeError(`${call}() takes whole numbers of 32 bits, not ${value}`);
}

/** Answers the descriptor. Throws RangeError for what cannot be one. */
export function checkDescriptor(fd: number): number {
  if ((fd | 0) === fd && fd >= 0) return fd;
  throw new RangeError(`a descriptor is a whole number ≥ 0, not ${showReceived(fd)}`);
}

/** Throws TypeError unless this is true or false. */
export function checkBoolean(call: string, value: boolean): void {
  if (typeof value === 'boolean') return;
  throw new TypeError(`${call}() takes true or false, not ${showReceived(value)}`);
}
