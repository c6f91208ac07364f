import { describe, expect, it } from 'vitest';
import { missingKernel } from './native-missing.ts';
import { UnsupportedPlatformError } from './platform.ts';

describe('missingKernel()', () => {
  const kernel = missingKernel(new UnsupportedPlatformError('win32', 'x64'));

  it('throws with each call, in a line that names what is supported', () => {
    expect(() => kernel.close(3)).toThrow(UnsupportedPlatformError);
    expect(() => kernel.monotonicMs()).toThrow(/Linux and macOS on x64 and arm64.*WSL/);
  });

  it('throws nothing as long as nobody calls it', async () => {
    expect(typeof kernel.socket).toBe('function');
    expect(await Promise.resolve(kernel)).toBe(kernel);
  });
});
