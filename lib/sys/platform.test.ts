import { describe, expect, it } from 'vitest';
import { importedOn } from './foreign-platform.fixture.ts';
import {
  platform,
  platformOf,
  UnsupportedPlatformError,
  unsupported,
} from './platform.ts';

describe('platformOf()', () => {
  it.each(['linux', 'darwin'])('knows %s on both processors', (system) => {
    expect(platformOf(system, 'x64')).toEqual({ system, processor: 'x64' });
    expect(platformOf(system, 'arm64')).toEqual({ system, processor: 'arm64' });
  });

  it.each([
    ['linux', 'ia32'],
    ['linux', 'riscv64'],
    ['darwin', 'ppc64'],
    ['freebsd', 'x64'],
    ['Linux', 'x64'],
    ['', ''],
  ])(
    'throws UnsupportedPlatformError for %s on %s and names both',
    (system, processor) => {
      const attempt = () => platformOf(system, processor);
      expect(attempt).toThrow(UnsupportedPlatformError);
      expect(attempt).toThrow(`this is ${system} on ${processor}.`);
    },
  );

  it('sends those on Windows to WSL, and nobody else', () => {
    expect(() => platformOf('win32', 'x64')).toThrow('run it inside WSL');
    expect(() => platformOf('aix', 'ppc64')).not.toThrow('WSL');
  });
});

describe('UnsupportedPlatformError', () => {
  it('is one line wherever it is printed, and known by its code', () => {
    const error = new UnsupportedPlatformError('win32', 'x64');
    expect(error.stack).toBe(`UnsupportedPlatformError: ${error.message}`);
    expect(error.message).not.toContain('\n');
    expect(error.code).toBe('ERR_UNSUPPORTED_PLATFORM');
  });
});

describe('platform', () => {
  it('is that of Node', () => {
    expect(platform).toEqual({ system: process.platform, processor: process.arch });
    expect(unsupported).toBeUndefined();
  });

  it('is Linux on x64 on a system that the course does not know', async () => {
    const here = await importedOn('freebsd' as 'linux', () => import('./platform.ts'));
    expect(here.platform).toEqual({ system: 'linux', processor: 'x64' });
    expect(here.unsupported?.message).toContain('this is freebsd on arm64.');
  });

  it('is Linux where there is no process, as in a browser', async () => {
    const browser = await importedOn(undefined, () => import('./platform.ts'));
    expect(browser.platform).toEqual({ system: 'linux', processor: 'x64' });
    expect(browser.unsupported).toBeUndefined();
  });
});
