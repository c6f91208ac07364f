/**
 * The files of this folder as they are on another system than this one.
 *
 * They look at `process.platform` once, when they are imported. Tests of the other column of a
 * table import them anew under another name.
 */
import { vi } from 'vitest';
import type { System } from './platform.ts';

/**
 * What `load` imports, where every file of `lib` that it needs believes to be on `system`, or in
 * a browser where that is undefined.
 */
export async function importedOn<Module>(
  system: System | undefined,
  load: () => Promise<Module>,
): Promise<Module> {
  vi.resetModules();
  vi.doMock('./native.ts', () => ({ kernel: {} })); // whose C functions are not found here
  vi.stubGlobal('process', system && { platform: system, arch: 'arm64' });
  try {
    return await load();
  } finally {
    vi.unstubAllGlobals();
    vi.doUnmock('./native.ts');
    vi.resetModules();
  }
}

export function errnoOf(system: System): Promise<typeof import('./errno.ts')> {
  return importedOn(system, () => import('./errno.ts'));
}

export function constantsOf(system: System): Promise<typeof import('./constants.ts')> {
  return importedOn(system, () => import('./constants.ts'));
}
