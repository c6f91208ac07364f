/**
 * The real kernel of the machine that this program runs on. What `#kernel` leads to in Node.
 *
 * Each file is imported only on its own system: there is no C library to load on another.
 */
import type { Kernel } from './kernel.ts';
import { missingKernel } from './native-missing.ts';
import { platform, unsupported } from './platform.ts';

/** Every call goes to the operating system; where it blocks, this thread sleeps. */
export const kernel: Kernel = await load();

async function load(): Promise<Kernel> {
  if (unsupported !== undefined) return missingKernel(unsupported);
  if (platform.system === 'darwin') {
    return (await import('./native-darwin.ts')).darwinKernel();
  }
  return (await import('./native-linux.ts')).linuxKernel();
}
