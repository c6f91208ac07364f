/**
 * The real kernel of the machine that this program runs on. What `#kernel` leads to in Node.
 */
import type { Kernel } from './kernel.ts';
import { darwinKernel } from './native-darwin.ts';
import { linuxKernel } from './native-linux.ts';
import { platform } from './platform.ts';

/**
 * Every call goes to the operating system; where it blocks, this thread sleeps. On a system that
 * the course does not know, a call throws UnsupportedPlatformError.
 */
export const kernel: Kernel =
  platform.system === 'linux' ? linuxKernel() : darwinKernel();
