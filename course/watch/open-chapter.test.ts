import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { browserFor, openerFor } from './open-chapter.ts';

const PATH = mkdtempSync(join(tmpdir(), 'programs-'));
afterAll(() => rmSync(PATH, { recursive: true }));
for (const command of ['code', 'xdg-open', 'less', 'most']) {
  writeFileSync(join(PATH, command), '');
}

const on = (environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = 'linux') =>
  openerFor({ PATH, ...environment }, platform)?.command;

describe('openerFor()', () => {
  it('prefers the editor whose terminal it is, then the desktop, then a pager', () => {
    expect(on({ TERM_PROGRAM: 'vscode', DISPLAY: ':0' })).toBe('code');
    expect(on({ DISPLAY: ':0', PAGER: 'most' })).toBe('xdg-open');
    expect(on({ WAYLAND_DISPLAY: 'wayland-0' })).toBe('xdg-open');
    expect(on({}, 'darwin')).toBe('open');
    expect(on({ SSH_CONNECTION: '1' }, 'darwin')).toBe('less');
    expect(on({ PAGER: 'most -s' })).toBe('most');
    expect(openerFor({ PATH, PAGER: 'most -s' }, 'linux')?.arguments).toEqual(['-s']);
    expect(on({ PAGER: join(PATH, 'most') })).toBe(join(PATH, 'most'));
  });

  it('passes over what is not installed, and may find nothing', () => {
    expect(on({ PAGER: 'nowhere' })).toBe('less');
    expect(openerFor({ PATH: '/nowhere', DISPLAY: ':0' }, 'linux')).toBeUndefined();
  });
});

describe('browserFor()', () => {
  const browser = (environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = 'linux') =>
    browserFor({ PATH, ...environment }, platform);

  it('takes the one that the environment names, then that of the desktop', () => {
    const BROWSER = join(PATH, 'code');
    expect(browser({ BROWSER, DISPLAY: ':0' })).toBe(BROWSER);
    expect(browser({ BROWSER: 'nowhere', WAYLAND_DISPLAY: 'wayland-0' })).toBe(
      'xdg-open',
    );
    expect(browser({}, 'darwin')).toBe('open');
  });

  it('finds none where nobody would see it', () => {
    expect(browser({})).toBeUndefined();
    expect(browser({ SSH_CONNECTION: '1' }, 'darwin')).toBeUndefined();
    expect(browser({ DISPLAY: ':0', PATH: '/nowhere' })).toBeUndefined();
  });
});
