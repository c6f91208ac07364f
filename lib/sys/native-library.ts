/**
 * The C library of this process, seen from TypeScript: how one call crosses the border.
 *
 * koffi finds a C function by name and makes a JavaScript function of it. Typed arrays pass as
 * addresses without a copy. Lengths and results are declared `int`, though C says size_t and
 * ssize_t, because a number below 2^31 crosses faster than a 64-bit one.
 *
 * koffi converts what it is given and checks nothing: 1.5 becomes descriptor 1, and a length
 * beyond the end of an array lets the kernel write over whatever lies behind it. So the checks
 * stand here, before every call.
 *
 * On a system that the course does not know there is nothing to load, and importing this must not
 * fail: whoever runs on the simulated kernel asks nothing of the real one. Whoever does ask there
 * is told by an error, the only one that comes out of a call, because no errno says it.
 */
import { createRequire } from 'node:module';
import { errno } from './errno.ts';
import { platform, unsupported } from './platform.ts';

// #region declare
type Koffi = typeof import('koffi').default;

const koffi: Koffi | undefined =
  unsupported === undefined ? createRequire(import.meta.url)('koffi') : undefined;
// The process itself: it has the C library loaded already, whatever file that came from.
const library = koffi?.load(null);

/**
 * A C function, by its declaration. Memory that it reads or writes must be checked before. Where
 * there is no library, the function throws UnsupportedPlatformError.
 */
export function declare(declaration: string): (...values: unknown[]) => number {
  if (library === undefined) return refuse;
  return library.func(declaration) as (...values: unknown[]) => number;
}

function refuse(): never {
  throw unsupported;
}
// #endregion

// #region errno
// Each thread has an errno of its own, at an address that does not move while the thread lives.
// A view of that memory reads it in a nanosecond; a worker that loads this file gets its own.
const errnoLocation = library?.func(
  platform.system === 'linux' ? 'void *__errno_location()' : 'void *__error()',
);
const threadErrno =
  koffi === undefined
    ? new Int32Array(1)
    : new Int32Array(koffi.view(errnoLocation?.(), 4));

/**
 * Turns C's answer, -1 and an errno, into Linux's own, the negated errno. To be called
 * right after the call: the next one may change errno.
 */
export function answer(result: number): number {
  return result === -1 ? -(threadErrno[0] as number) : result;
}
// #endregion

// #region checks
/** Whether this can be a descriptor: a whole number ≥ 0 that fits C's int. */
export function isDescriptor(fd: number): boolean {
  return (fd | 0) === fd && fd >= 0;
}

/** Whether `length` bytes from the beginning of `memory` are all inside it. */
export function holds(memory: ArrayBufferView | null, length: number): boolean {
  return Number.isInteger(length) && length >= 0 && length <= (memory?.byteLength ?? 0);
}

/**
 * The most bytes that one call moves: Linux stops there by itself, macOS refuses more than C's
 * int holds. Who asks for more gets a short count, as from any other send(2) or recv(2).
 */
export const MOST_BYTES = 0x7fff_f000;

/** Whether C's int can hold this number as it is. */
export function isInt(value: number): boolean {
  return (value | 0) === value;
}

/** Answers of calls that never reach the kernel because their arguments make no sense. */
export const BAD_DESCRIPTOR = -errno.EBADF;
export const BAD_MEMORY = -errno.EFAULT;
export const BAD_ARGUMENT = -errno.EINVAL;
export const NO_SUCH_CALL = -errno.ENOSYS;
// #endregion
