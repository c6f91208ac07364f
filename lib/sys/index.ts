/** The door to the operating system: its interface, its numbers, and which kernel is current. */
export * from './constants.ts';
export { currentKernel, runOn, useKernel } from './current.ts';
export { type ErrnoName, errno, errnoName, errnoNumber, errnoText } from './errno.ts';
export type { Kernel } from './kernel.ts';
export {
  type Platform,
  platform,
  UnsupportedPlatformError,
  unsupported,
} from './platform.ts';
export * from './structs.ts';
export {
  type ErrorAddress,
  orThrow,
  SystemError,
  WouldBlockError,
  wouldBlock,
} from './system-error.ts';
